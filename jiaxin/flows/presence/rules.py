"""Decisions of presence. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Use(StrEnum):
    """What a check of presence is for; it is good for nothing else."""

    ENROL = "enrol"
    APPROVE = "approve"
    DEVICE = "device"
    EXPORT = "export"
    DELETE = "delete"
    AUTHORISE = "authorise"


class Way(StrEnum):
    """How she shows that it is she. All have the same effect: face is never the only way.

    By message and at a counter she answers without a phone of her own that shows pages.
    """

    FACE = "face"
    PASSKEY = "passkey"
    PIN = "pin"
    MESSAGE = "message"
    COUNTER = "counter"


class State(StrEnum):
    """Where one check stands."""

    ASKED = "asked"
    CHECKING = "checking"
    PASSED = "passed"
    SPENT = "spent"


MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.CHECKING, State.PASSED}),
    State.CHECKING: frozenset({State.ASKED, State.PASSED}),
    State.PASSED: frozenset({State.SPENT}),
    State.SPENT: frozenset(),
}

LASTS = timedelta(minutes=10)  # from being asked to being shown
HOLDS = timedelta(minutes=2)  # from being shown to being spent
FACE_TRIES = 5


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


@dataclass(frozen=True, slots=True)
class Standing:
    """What matters of a check when it is about to be spent."""

    state: State
    passed_at: datetime | None


def may_be_spent(standing: Standing, now: datetime) -> bool:
    """Whether a shown presence still counts."""
    if standing.state is not State.PASSED or standing.passed_at is None:
        return False
    return now - standing.passed_at < HOLDS
