"""How an import goes, how an invitation ends, and how long either is kept. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

# Erased after 30 days unless she accepts.
LASTS = timedelta(days=30)
# More rows amiss than that is one mistake made many times: mend the file, not the rows.
MOST_UNFIT = 20_000
MOST_BYTES = 100 * 1024 * 1024


class State(StrEnum):
    """Where an import stands."""

    CAUGHT = "caught"
    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    OPENING = "opening"
    OPEN = "open"
    STOPPED = "stopped"
    DROPPED = "dropped"


MOVES: dict[State, frozenset[State]] = {
    State.CAUGHT: frozenset({State.MAPPING, State.CHECKING, State.STOPPED, State.DROPPED}),
    State.MAPPING: frozenset({State.CHECKING, State.DROPPED}),
    State.CHECKING: frozenset({State.CHECKED, State.STOPPED, State.DROPPED}),
    State.CHECKED: frozenset({State.OPENING, State.DROPPED}),
    State.OPENING: frozenset({State.OPEN}),
    State.OPEN: frozenset(),
    State.STOPPED: frozenset({State.DROPPED}),
    State.DROPPED: frozenset(),
}
# What a job goes on with, whoever began it.
AT_WORK = frozenset({State.CAUGHT, State.CHECKING, State.OPENING})


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


class Answer(StrEnum):
    """What became of an invitation. A firm learns of the yes alone."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Inviter(StrEnum):
    """Who invites: a firm, or a platform that hands a predecessor's records over."""

    FIRM = "firm"
    PLATFORM = "platform"


def ends_at(came_at: datetime) -> datetime:
    """The moment from which nothing of it opens any more."""
    return came_at + LASTS


def waits(opened_at: datetime | None, until: datetime, now: datetime) -> bool:
    """Whether an invitation may be answered at this moment."""
    return opened_at is not None and opened_at <= now < until
