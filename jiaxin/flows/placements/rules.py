"""The law of placements: their states, their clocks, who may begin, answer and end one. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Side(StrEnum):
    """Who did something; time ends what nobody did."""

    WORKER = "worker"
    FAMILY = "family"
    FIRM = "firm"
    TIME = "time"


class State(StrEnum):
    """Where a placement stands. That it lapsed, or that its last day is over, time decides."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    ENDED = "ended"


MOVES: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.CONFIRMED, State.DECLINED, State.TAKEN_BACK, State.LAPSED}),
    State.CONFIRMED: frozenset({State.ENDED}),
    State.DECLINED: frozenset(),
    State.TAKEN_BACK: frozenset(),
    State.LAPSED: frozenset(),
    State.ENDED: frozenset(),
}
OPEN = frozenset({State.PROPOSED, State.CONFIRMED})
OVER = frozenset(State) - OPEN
# Both sides said yes, now or then: what reviews and complaints hang on.
STOOD = frozenset({State.CONFIRMED, State.ENDED})

CONFIRM_WITHIN = timedelta(days=7)
# A look that long ago is no ground any more to say that a service began from it.
FROM_A_LOOK_WITHIN = timedelta(days=90)
BEGAN_AT_MOST_BEFORE = timedelta(days=365)
BEGINS_AT_MOST_AFTER = timedelta(days=90)
LASTS_AT_MOST = timedelta(days=366 * 3)


@dataclass(frozen=True, slots=True)
class Clocked:
    """A placement's stored state with its clocks."""

    state: State
    lapses_at: datetime
    until: date | None


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def state_at(placement: Clocked, now: datetime, today: date) -> State:
    """The state at this moment: time decides where no one did."""
    if placement.state is State.PROPOSED and now >= placement.lapses_at:
        return State.LAPSED
    passed = placement.until is not None and today > placement.until
    if placement.state is State.CONFIRMED and passed:
        return State.ENDED
    return placement.state


def stands(worker_said: datetime | None, family_said: datetime | None) -> bool:
    """Both sides said yes."""
    return worker_said is not None and family_said is not None


def days_are_right(since: date, until: date | None, today: date) -> bool:
    """The days are in order, and near enough to now to be true."""
    near = today - BEGAN_AT_MOST_BEFORE <= since <= today + BEGINS_AT_MOST_AFTER
    return near and (until is None or since <= until <= since + LASTS_AT_MOST)


def may_begin_from(looked_at: datetime, now: datetime) -> bool:
    """Whether a service may still be said to begin from this look."""
    return now < looked_at + FROM_A_LOOK_WITHIN
