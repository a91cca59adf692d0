"""Questions about comparisons: where a run stands, when somebody was last compared, coverage."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Sum

from jiaxin.facts.records.ports import Compared, Comparisons
from jiaxin.flows.comparisons import rules
from jiaxin.flows.comparisons.models import Missed, Run, Slice
from jiaxin.flows.comparisons.rules import Coverage, RunState, Span
from jiaxin.ground import clock
from jiaxin.ground.prepared import prepared
from jiaxin.trust.access.actor import Actor

# Runs that began before this are older than any age that matters to coverage.
_LOOKED_BACK = timedelta(days=40)
_KEPT_FOR, _LONG_SECONDS = timedelta(minutes=5), 1.0

# A settled slice saw everybody in its range who was proven, and who had agreed from the question
# to the answer; those it missed it did not see.
_SEEN = """
FROM comparisons_run r
CROSS JOIN LATERAL (
    SELECT * FROM comparisons_slice
    WHERE run_id = r.id AND after < %(worker)s ORDER BY after DESC LIMIT 1
) s
WHERE s.upto >= %(worker)s AND s.settled_at IS NOT NULL AND s.compared > 0
    AND EXISTS (
        SELECT FROM identity_worker w WHERE w.id = %(worker)s AND w.proven_at <= s.asked_at
    )
    AND NOT EXISTS (
        SELECT FROM comparisons_missed m
        WHERE m.worker_id = %(worker)s AND m.run_id = s.run_id AND m.ordinal = s.ordinal
    )
    AND 2 = (
        SELECT count(DISTINCT c.kind) FROM consent_consent c
        WHERE c.worker_id = %(worker)s AND c.kind IN ('platform', 'background')
            AND c.starts_at <= s.asked_at AND c.ends_at > s.settled_at
            AND (c.withdrawn_at IS NULL OR c.withdrawn_at > s.settled_at)
    )
"""
_NEWEST = f"""
SELECT s.answered_at, s.evidence, s.window_from, s.window_to {_SEEN}
ORDER BY r.started_at DESC LIMIT %(most)s
"""

# The same for everybody who is due, beside what was asked about her alone.
_COVERAGE = """
WITH last AS (
    SELECT greatest(
        (
            SELECT max(greatest(f.checked_at, g.checked_at)) FROM records_fact f
            LEFT JOIN records_sighting g ON g.worker_id = f.worker_id AND g.line = f.line
            WHERE f.worker_id = w.id AND f.kind = 'background' AND f.source = 'police'
        ),
        (
            SELECT s.answered_at FROM comparisons_run r
            CROSS JOIN LATERAL (
                SELECT * FROM comparisons_slice
                WHERE run_id = r.id AND after < w.id ORDER BY after DESC LIMIT 1
            ) s
            WHERE r.started_at > %(since)s
                AND s.upto >= w.id AND s.settled_at IS NOT NULL AND w.proven_at <= s.asked_at
                AND p.starts_at <= s.asked_at AND b.starts_at <= s.asked_at
                AND NOT EXISTS (
                    SELECT FROM comparisons_missed m
                    WHERE m.worker_id = w.id AND m.run_id = s.run_id AND m.ordinal = s.ordinal
                )
            ORDER BY r.started_at DESC LIMIT 1
        )
    ) AS at
    FROM identity_worker w
    CROSS JOIN LATERAL (
        SELECT min(starts_at) AS starts_at FROM consent_consent
        WHERE worker_id = w.id AND kind = 'platform'
            AND starts_at <= %(now)s AND ends_at > %(now)s AND withdrawn_at IS NULL
    ) p
    CROSS JOIN LATERAL (
        SELECT min(starts_at) AS starts_at FROM consent_consent
        WHERE worker_id = w.id AND kind = 'background'
            AND starts_at <= %(now)s AND ends_at > %(now)s AND withdrawn_at IS NULL
    ) b
    WHERE w.proven_at IS NOT NULL AND p.starts_at IS NOT NULL AND b.starts_at IS NOT NULL
)
SELECT count(*), count(*) FILTER (WHERE at > %(cutoff)s), count(*) FILTER (WHERE at IS NULL),
    min(at)
FROM last
"""


class TableComparisons(Comparisons):
    """The record's question, answered from the slices."""

    @override
    def newest(self, worker: UUID) -> Compared | None:
        seen = _seen(worker, most=1)
        return seen[0] if seen else None


def own(viewer: Actor, /, *, most: int = 7) -> list[Compared]:
    """The latest comparisons that she was in, newest first."""
    return _seen(viewer.person, most=most)


def coverage(now: datetime | None = None) -> Coverage:
    """Of those due at this moment, who was compared within a day, whichever way."""
    now = now or clock.now()
    values = {"now": now, "cutoff": now - rules.EVERY, "since": now - _LOOKED_BACK}
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE, values)
        return Coverage(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class Reading:
    """Coverage as it was counted at a moment."""

    at: datetime
    coverage: Coverage


class _Counted:
    """The last count, where counting takes long: many people look at one dashboard."""

    reading: Reading | None = None


def counted_coverage() -> Reading:
    """Coverage counted now; where that takes seconds, at most five minutes ago."""
    now, last = clock.now(), _Counted.reading
    if last is not None and timedelta(0) <= now - last.at < _KEPT_FOR:
        return last
    began = time.monotonic()
    reading = Reading(now, coverage(now))
    _Counted.reading = reading if time.monotonic() - began > _LONG_SECONDS else None
    return reading


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    run: UUID
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    slices: int
    settled: int
    compared: int
    changed: int
    missed: int
    dropped: int
    seconds: float
    reached: UUID

    @property
    def a_second(self) -> float:
        """Workers compared a second."""
        return self.compared / self.seconds if self.seconds > 0 else 0.0


def newest_run() -> Progress | None:
    """The run that is under way, or the one that ended last."""
    run = Run.objects.order_by("-started_at").first()
    return None if run is None else _progress(run)


def last_start() -> datetime | None:
    """When the newest run began."""
    return Run.objects.order_by("-started_at").values_list("started_at", flat=True).first()


def is_under_way() -> bool:
    """Whether there is an unfinished run that is still gone on with."""
    run = Run.objects.filter(state=RunState.RUNNING).first()
    return run is not None and rules.goes_on(run.started_at, clock.now())


def unsettled(run: UUID) -> list[Span]:
    """The slices of a run that were asked about and never settled."""
    rows = Slice.objects.filter(run_id=run, settled_at=None).order_by("ordinal")
    return [Span(row.ordinal, row.after, row.upto) for row in rows]


def newest_span(run: UUID) -> Span | None:
    """How far a run has come: its cursor."""
    row = Slice.objects.filter(run_id=run).order_by("-ordinal").first()
    return None if row is None else Span(row.ordinal, row.after, row.upto)


def worth_asking_again(run: UUID, *, most: int) -> Sequence[UUID]:
    """Whom a run missed in a way that asking once more may mend."""
    rows = Missed.objects.filter(run_id=run, why__in=rules.WORTH_ASKING_AGAIN)
    return list(rows.order_by("worker_id").values_list("worker_id", flat=True)[:most])


def missed_by_reason(run: UUID) -> dict[str, int]:
    """How many a run missed, by what was wrong."""
    rows = Missed.objects.filter(run_id=run).values("why").annotate(count=Count("worker_id"))
    return {row["why"]: row["count"] for row in rows.order_by("why")}


def _progress(run: Run) -> Progress:
    rows = Slice.objects.filter(run_id=run.id)
    sums = rows.filter(settled_at__isnull=False).aggregate(
        settled=Count("ordinal"),
        compared=Sum("compared"),
        changed=Sum("changed"),
        missed=Sum("missed"),
        dropped=Sum("dropped"),
        first=Min("asked_at"),
        last=Max("settled_at"),
    )
    newest = newest_span(run.id)
    spent = (sums["last"] - sums["first"]).total_seconds() if sums["settled"] else 0.0
    return Progress(
        run=run.id,
        state=RunState(run.state),
        started_at=run.started_at,
        ended_at=run.ended_at,
        slices=rows.count(),
        settled=sums["settled"],
        compared=sums["compared"] or 0,
        changed=sums["changed"] or 0,
        missed=sums["missed"] or 0,
        dropped=sums["dropped"] or 0,
        seconds=spent,
        reached=newest.upto if newest else rules.FIRST_ID,
    )


def _seen(worker: UUID, *, most: int) -> list[Compared]:
    with prepared() as cursor:
        cursor.execute(_NEWEST, {"worker": worker, "most": most})
        return [Compared(*row) for row in cursor.fetchall()]
