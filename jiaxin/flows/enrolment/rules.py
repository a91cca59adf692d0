"""Where an enrolment stands, and what comes next. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where it stands. Every one of them is a page."""

    OPEN = "open"
    READING = "reading"
    READ = "read"
    COMPARING = "comparing"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"
    UNTRUSTED = "untrusted"
    MATCHED = "matched"
    PROVEN = "proven"


# Back to the start is for whoever turns out to be too young: nothing of hers is kept.
_RETRY = frozenset({State.OPEN, State.READING, State.READ, State.COMPARING})
MOVES: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.OPEN, State.READING, State.COMPARING}),
    State.READING: frozenset({State.READING, State.READ, State.OPEN, State.COMPARING}),
    State.READ: _RETRY,
    State.COMPARING: frozenset(
        {
            State.MISMATCH,
            State.UNKNOWN,
            State.UNANSWERED,
            State.UNTRUSTED,
            State.MATCHED,
            State.COMPARING,
            State.OPEN,
        }
    ),
    State.MISMATCH: _RETRY,
    State.UNKNOWN: _RETRY,
    State.UNANSWERED: _RETRY,
    State.UNTRUSTED: _RETRY,
    State.MATCHED: _RETRY | {State.PROVEN},
    State.PROVEN: frozenset(),
}

# After this a reading or a comparison is taken to have been cut off, and may be begun again.
CUT_OFF_AFTER = timedelta(seconds=60)


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


class Outcome(StrEnum):
    """How the comparison with the police source ended: five, and each is told apart."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"
    UNTRUSTED = "untrusted"


AFTER: dict[Outcome, State] = {
    Outcome.MATCH: State.MATCHED,
    Outcome.MISMATCH: State.MISMATCH,
    Outcome.UNKNOWN: State.UNKNOWN,
    Outcome.UNANSWERED: State.UNANSWERED,
    Outcome.UNTRUSTED: State.UNTRUSTED,
}


class Step(StrEnum):
    """Which page she is taken to next."""

    AGREE = "agree"
    CARD = "card"
    CONFIRM = "confirm"
    COMPARE = "compare"
    PROVE = "prove"
    DONE = "done"


_STEP_OF: dict[State, Step] = {
    State.OPEN: Step.CARD,
    State.READING: Step.CARD,
    State.READ: Step.CONFIRM,
    State.COMPARING: Step.COMPARE,
    State.MISMATCH: Step.COMPARE,
    State.UNKNOWN: Step.COMPARE,
    State.UNANSWERED: Step.COMPARE,
    State.UNTRUSTED: Step.COMPARE,
    State.MATCHED: Step.PROVE,
    State.PROVEN: Step.DONE,
}


@dataclass(frozen=True, slots=True)
class Where:
    """What decides the next page."""

    state: State
    platform_agreed: bool


def next_step(where: Where) -> Step:
    """Nothing is gathered before the platform's sheet; a proven person needs no step."""
    if where.state is State.PROVEN:
        return Step.DONE
    if not where.platform_agreed:
        return Step.AGREE
    return _STEP_OF[where.state]


def card_has_expired(until: date | None, today: date) -> bool:
    """A card valid without end (长期) has no last day."""
    return until is not None and until < today
