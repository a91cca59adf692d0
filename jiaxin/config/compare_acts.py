"""What `jiaxin compare` does, once the settings are loaded."""

import argparse
import json
import math
import time
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from jiaxin.config.at_hand import Cannot
from jiaxin.config.screen import complain, say
from jiaxin.facts.records import reads as records
from jiaxin.flows.comparisons import errands, reads
from jiaxin.flows.comparisons.errands import How, Tally
from jiaxin.flows.comparisons.errors import AlreadyRunning, NoSource
from jiaxin.flows.comparisons.reads import Progress
from jiaxin.flows.comparisons.rules import Coverage
from jiaxin.ground import clock
from jiaxin.trust.identity import many as people

NOT_COVERED = 3
BAR = 30
TELL_EVERY_SECONDS = 0.5


def run(arguments: argparse.Namespace) -> int:
    """Compare now."""
    chosen = {"slice_size": arguments.slice, "lanes": arguments.lanes}
    chosen["patience"] = arguments.patience
    bar = _Bar(people.how_many_proven())
    try:
        how = How(tell=bar.tell, **{name: one for name, one in chosen.items() if one is not None})
        tally = errands.run(how)
    except (AlreadyRunning, NoSource) as no:
        raise Cannot(f"{no.says.zh} {no.says.en} {no.do.en}") from no
    except ValueError as wrong:
        raise Cannot(str(wrong)) from wrong
    bar.end(tally)
    status(arguments)
    if not tally.finished:
        raise Cannot("The source is silent: the run waits, and `jiaxin compare run` goes on.")
    return 0


def status(arguments: argparse.Namespace) -> int:
    """The newest run, coverage, and the oldest."""
    now = clock.now()
    progress, coverage = reads.newest_run(), reads.coverage(now)
    silent = records.unreachable_since(records.POLICE)
    if arguments.json:
        say(json.dumps(_as_json(now, progress, coverage, silent), default=str))
    else:
        _tell(now, progress, coverage, silent)
    return 0 if coverage.compared == coverage.due else NOT_COVERED


def plan(arguments: argparse.Namespace) -> int:
    """What a run would do now."""
    coverage, progress = reads.coverage(), reads.newest_run()
    slices = math.ceil(people.how_many_proven() / errands.SLICE)
    rate = progress.a_second if progress else 0.0
    seconds = coverage.due / rate if rate else None
    if arguments.json:
        found = {"due": coverage.due, "slices": slices, "seconds": seconds}
        found["goes_on"] = reads.is_under_way()
        say(json.dumps(found))
        return 0
    say(f"due        {coverage.due:,} workers, in some {slices:,} slices of {errands.SLICE:,}")
    if seconds is None:
        say("time       not known: no run has been measured here yet")
    else:
        say(f"time       {_span(seconds)} at {rate:,.0f} a second, as in the newest run")
    if reads.is_under_way():
        say("run        one was broken off: it would be gone on with")
    return 0


class _Bar:
    """A progress bar on the error screen."""

    def __init__(self, total: int) -> None:
        self._total, self._begun, self._told = max(total, 1), time.monotonic(), 0.0

    def tell(self, tally: Tally) -> None:
        now = time.monotonic()
        if now - self._told < TELL_EVERY_SECONDS:
            return
        self._told = now
        done = tally.compared + tally.missed
        share, rate = min(1.0, done / self._total), done / max(now - self._begun, 0.001)
        left = (self._total - done) / rate if rate else 0
        drawn = "█" * int(share * BAR) + "·" * (BAR - int(share * BAR))
        waits = "  the source is silent, waiting" if tally.silent else ""
        complain(f"  {drawn} {share:4.0%}  {done:,}  {rate:,.0f}/s  {_span(left)} left{waits}")

    def end(self, tally: Tally) -> None:
        spent = time.monotonic() - self._begun
        complain(
            f"  {tally.compared:,} compared, {tally.changed:,} changed, {tally.missed:,} without an"
            f" answer ({tally.asked_again:,} asked about again), in {_span(spent)}"
        )


def _tell(
    now: datetime, progress: Progress | None, coverage: Coverage, silent: datetime | None
) -> None:
    share = f"{coverage.share:.2%}" if coverage.compared < coverage.due else "100 %"
    say(f"coverage   {share}   {coverage.compared:,} of {coverage.due:,} due, in the last 24 hours")
    if coverage.never:
        say(f"never      {coverage.never:,} are due and were never compared")
    if coverage.oldest is not None:
        say(f"oldest     {_span((now - coverage.oldest).total_seconds())} ago")
    if silent is not None:
        say(f"source     silent for {_span((now - silent).total_seconds())}")
    if progress is None:
        say("run        none yet")
        return
    say(
        f"run        {progress.state.value}, begun {progress.started_at:%Y-%m-%d %H:%M} UTC:"
        f" {progress.settled:,} of {progress.slices:,} slices, {progress.compared:,} compared,"
        f" {progress.changed:,} changed, {progress.missed:,} without an answer"
    )
    say(f"speed      {progress.a_second:,.0f} a second")


def _as_json(
    now: datetime, progress: Progress | None, coverage: Coverage, silent: datetime | None
) -> dict[str, Any]:
    oldest = (now - coverage.oldest).total_seconds() if coverage.oldest else None
    return {
        "coverage": {**asdict(coverage), "share": coverage.share, "oldest_seconds": oldest},
        "source_silent_since": silent,
        "run": None
        if progress is None
        else {
            **asdict(progress),
            "a_second": progress.a_second,
            "missed_by_reason": reads.missed_by_reason(progress.run),
        },
    }


def _span(seconds: float) -> str:
    whole = str(timedelta(seconds=round(seconds)))
    return whole if seconds >= 60 else f"{seconds:.1f} s"
