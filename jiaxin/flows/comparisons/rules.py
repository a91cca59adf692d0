"""Decisions of the daily comparison: when a run is due, which one goes on, what a row is. Pure."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

# Ids of workers lie between these two; the last slice of a run ends at the second.
FIRST_ID, LAST_ID = UUID(int=0), UUID(int=2**128 - 1)
EVERY = timedelta(hours=24)
# A run that was broken off is gone on with; one that is older would only repeat yesterday.
GOES_ON_FOR = timedelta(hours=12)
LONGEST_WAIT = timedelta(seconds=60)


class RunState(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    FINISHED = "finished"
    GIVEN_UP = "given_up"


class Unanswered(StrEnum):
    """Why the answer about somebody in a slice is none."""

    MISSING = "missing"
    DOUBLED = "doubled"
    UNREADABLE = "unreadable"
    NOT_THIS_PERSON = "not_this_person"
    NOT_OPENED = "not_opened"


# Asking once more may help; where name and number do not fit, persons must look.
WORTH_ASKING_AGAIN = frozenset({Unanswered.MISSING, Unanswered.DOUBLED, Unanswered.UNREADABLE})


def goes_on(started_at: datetime, now: datetime) -> bool:
    """Whether an unfinished run is gone on with, or given up for a new one."""
    return now - started_at < GOES_ON_FOR


def last_start_due(now: datetime, start: time, zone: tzinfo) -> datetime:
    """The newest moment at or before now at which a nightly run was to start."""
    today = datetime.combine(now.astimezone(zone).date(), start, zone)
    return today if today <= now else today - EVERY


def run_is_due(now: datetime, start: time, zone: tzinfo, newest_start: datetime | None) -> bool:
    """Whether tonight's run has not begun yet."""
    return newest_start is None or newest_start < last_start_due(now, start, zone)


def wait_before(attempt: int) -> timedelta:
    """How long to leave a silent source alone: 2, 4, 8 … seconds, a minute at most."""
    return min(timedelta(seconds=2.0 ** min(attempt, 10)), LONGEST_WAIT)


def answered(asked_at: datetime, said: datetime, now: datetime) -> datetime:
    """When an answer was given: not before it was asked for, as a source tells whole seconds, and
    not after it came, as a clock that is ahead makes no answer last longer.
    """
    return min(max(said, asked_at), now)


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a run: the workers whose ids lie after the one and up to the other."""

    ordinal: int
    after: UUID
    upto: UUID


def covers_all(spans: Sequence[Span]) -> bool:
    """Whether these slices meet end to end from the first id to the last: no gap, no double."""
    ordered = sorted(spans, key=lambda span: span.ordinal)
    ends = [FIRST_ID, *(span.upto for span in ordered)]
    return (
        bool(ordered)
        and [span.after for span in ordered] == ends[:-1]
        and ends[-1] == LAST_ID
        and [span.ordinal for span in ordered] == list(range(len(ordered)))
    )


def digest_of(members: Iterable[str]) -> str:
    """What a line commits to of a slice's members: SHA-256 over their ids, in order."""
    return hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many are due, how many of them were compared in the last day, and the oldest."""

    due: int
    compared: int
    never: int
    oldest: datetime | None

    @property
    def share(self) -> float:
        """From 0 to 1; where nobody is due, nobody is left out."""
        return self.compared / self.due if self.due else 1.0
