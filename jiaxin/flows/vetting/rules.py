"""The law of the vetting desk: its states, who may sit, when she is heard, its clocks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from jiaxin.ground.calendar import add_working_days, working_days_between


class Cause(StrEnum):
    """Why persons look at it."""

    ANSWER = "answer"
    YEARLY = "yearly"
    CHANGED = "changed"


class Instance(StrEnum):
    """Whether it is looked at for the first time, or on her appeal."""

    FIRST = "first"
    APPEAL = "appeal"


class State(StrEnum):
    """Where a case stands. Each waiting state says who speaks next."""

    OPENED = "opened"
    PROPOSED = "proposed"
    DIFFERED = "differed"
    CLEARED = "cleared"
    NOT_ISSUED = "not_issued"
    CLOSED = "closed"
    APPEALED = "appealed"
    APPEAL_PROPOSED = "appeal_proposed"
    APPEAL_DIFFERED = "appeal_differed"
    UPHELD = "upheld"


class Says(StrEnum):
    """What one reviewer says. Sent back: the first is to look again, with a question."""

    NONE_FOUND = "none_found"
    NOT_ISSUED = "not_issued"
    SENT_BACK = "sent_back"


class Ground(StrEnum):
    """Why, in one word; the sentence stands beside it."""

    ANOTHER_PERSON = "another_person"
    OUT_OF_WINDOW = "out_of_window"
    NOT_LISTED = "not_listed"
    NOT_STANDING = "not_standing"
    CONFIRMED = "confirmed"
    UNCLEAR = "unclear"


class WhyBack(StrEnum):
    """Why a reviewer hands a case back."""

    RELATED = "related"
    SAME_FIRM = "same_firm"
    AWAY = "away"


class Paper(StrEnum):
    """What she attached, as its content shows."""

    PHOTO = "photo"
    PDF = "pdf"


class PaperFault(StrEnum):
    """Why a file of hers cannot be taken."""

    EMPTY = "empty"
    NOT_READABLE = "not_readable"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"


MOVES: dict[State, frozenset[State]] = {
    State.OPENED: frozenset({State.PROPOSED, State.CLOSED}),
    State.PROPOSED: frozenset(
        {State.OPENED, State.DIFFERED, State.CLEARED, State.NOT_ISSUED, State.CLOSED}
    ),
    State.DIFFERED: frozenset({State.CLEARED, State.NOT_ISSUED, State.CLOSED}),
    State.CLEARED: frozenset(),
    State.NOT_ISSUED: frozenset({State.APPEALED}),
    State.CLOSED: frozenset(),
    State.APPEALED: frozenset({State.APPEAL_PROPOSED}),
    State.APPEAL_PROPOSED: frozenset(
        {State.APPEALED, State.APPEAL_DIFFERED, State.CLEARED, State.UPHELD}
    ),
    State.APPEAL_DIFFERED: frozenset({State.CLEARED, State.UPHELD}),
    State.UPHELD: frozenset(),
}
APPEAL = frozenset({State.APPEALED, State.APPEAL_PROPOSED, State.APPEAL_DIFFERED})
# Somebody is to speak next: at most one case of a worker is in one of these.
WAITING = frozenset({State.OPENED, State.PROPOSED, State.DIFFERED}) | APPEAL
# What a machine may close: a case that nobody has decided against her.
CLOSABLE = frozenset(state for state, then in MOVES.items() if State.CLOSED in then)
AGAINST = frozenset({State.NOT_ISSUED, State.UPHELD})
DECIDED = AGAINST | {State.CLEARED}
_BEGIN = frozenset({State.OPENED, State.APPEALED})
_SECOND = frozenset({State.PROPOSED, State.APPEAL_PROPOSED})

# Working days, the day itself not counted.
HEARING_DAYS = 3
DECIDE_DAYS = 5
MORE_DAYS = 3
HELD_DAYS = 2
SOON_DAYS = 1
APPEAL_WITHIN = timedelta(days=60)
# How long a finding stands while the source's answer stays as it was; then persons look again.
FINDING_LASTS = timedelta(days=365)
LOOK_AGAIN_BEFORE = timedelta(days=21)
# The second may ask the first to look again once; then it is time to decide.
MOST_LOOKS = 2
MOST_PAPERS = 8
MOST_PAGES = 10
MOST_WORDS = 2000

_GROUNDS: dict[Says, frozenset[Ground]] = {
    Says.NONE_FOUND: frozenset(
        {Ground.ANOTHER_PERSON, Ground.OUT_OF_WINDOW, Ground.NOT_LISTED, Ground.NOT_STANDING}
    ),
    # Doubt is no ground against her: only what the source confirmed is one.
    Says.NOT_ISSUED: frozenset({Ground.CONFIRMED}),
    Says.SENT_BACK: frozenset({Ground.UNCLEAR}),
}


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def instance_of(state: State) -> Instance:
    """Which instance speaks in this state."""
    return Instance.APPEAL if state in APPEAL | {State.UPHELD} else Instance.FIRST


def fits(says: Says, ground: Ground) -> bool:
    """Whether this is a ground for saying so."""
    return ground in _GROUNDS[says]


def grounds_for(says: Says) -> list[Ground]:
    return [ground for ground in Ground if fits(says, ground)]


@dataclass(frozen=True, slots=True)
class Opined:
    """Who said what: in which instance, at which look of it."""

    by: UUID
    instance: Instance
    look: int
    says: Says


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as its decisions rest on it."""

    state: State
    look: int = 1
    said: tuple[Opined, ...] = ()
    stepped_back: frozenset[UUID] = field(default_factory=frozenset)
    is_heard: bool = False

    @property
    def now(self) -> tuple[Opined, ...]:
        """What was said in this instance, at this look."""
        instance = instance_of(self.state)
        return tuple(one for one in self.said if (one.instance, one.look) == (instance, self.look))


class Bar(StrEnum):
    """Why somebody may not sit on a case."""

    NOT_WAITING = "not_waiting"
    STEPPED_BACK = "stepped_back"
    HAS_SPOKEN = "has_spoken"
    SAT_BEFORE = "sat_before"


def bar_to(matter: Matter, reviewer: UUID) -> Bar | None:
    """Why this reviewer may not speak next; None when she may."""
    if matter.state not in WAITING:
        return Bar.NOT_WAITING
    if reviewer in matter.stepped_back:
        return Bar.STEPPED_BACK
    if reviewer in {one.by for one in matter.now}:
        return Bar.HAS_SPOKEN
    # An appeal is looked at by others: whoever spoke before her appeal has an opinion to defend.
    instance = instance_of(matter.state)
    if reviewer in {one.by for one in matter.said if one.instance is not instance}:
        return Bar.SAT_BEFORE
    return None


class No(StrEnum):
    """Why something may not be said now."""

    NOT_HEARD = "not_heard"
    NOT_YOUR_TURN = "not_your_turn"


def no_to(matter: Matter, says: Says) -> No | None:
    """Why this may not be said in this state; None when it may."""
    match says:
        case Says.NOT_ISSUED:
            return None if matter.is_heard else No.NOT_HEARD
        case Says.SENT_BACK:
            fine = matter.state in _SECOND and matter.look < MOST_LOOKS
            return None if fine else No.NOT_YOUR_TURN
        case Says.NONE_FOUND:
            return None
        case _:
            assert_never(says)


def after(matter: Matter, says: Says) -> State:
    """Where the case stands once this was said: two must say the same for it to be decided."""
    appeal = matter.state in APPEAL
    if matter.state in _BEGIN:
        return State.APPEAL_PROPOSED if appeal else State.PROPOSED
    if says is Says.SENT_BACK:
        return State.APPEALED if appeal else State.OPENED
    if says not in {one.says for one in matter.now}:
        return State.APPEAL_DIFFERED if appeal else State.DIFFERED
    if says is Says.NONE_FOUND:
        return State.CLEARED
    return State.UPHELD if appeal else State.NOT_ISSUED


def hearing_ends_on(told: date) -> date:
    """The last day that is hers to answer in, unless she says before that she is done."""
    return add_working_days(told, HEARING_DAYS)


def is_heard(*, ends_on: date, is_done: bool, today: date) -> bool:
    """Whether a decision against her may be made: she spoke, or had her time to."""
    return is_done or today > ends_on


def due_on(begun: date, *, more: bool = False) -> date:
    """The day by which it is to be decided."""
    return add_working_days(begun, DECIDE_DAYS + (MORE_DAYS if more else 0))


class Urgency(StrEnum):
    """How a clock stands."""

    FINE = "fine"
    SOON = "soon"
    LATE = "late"


def urgency(due: date, today: date) -> Urgency:
    """How much of its time is left."""
    if today > due:
        return Urgency.LATE
    return Urgency.SOON if working_days_between(today, due) <= SOON_DAYS else Urgency.FINE


def is_held(taken_on: date, today: date) -> bool:
    """Whether whoever took a case still has it: left lying, others may take it over."""
    return working_days_between(taken_on, today) <= HELD_DAYS


def may_appeal(state: State, ended_at: datetime, now: datetime) -> bool:
    """Once, against a decision of the first instance, within its time."""
    return state is State.NOT_ISSUED and now < ended_at + APPEAL_WITHIN


def told_of(state: State, one: Opined, said: Sequence[Opined], *, was_appealed: bool) -> bool:
    """Whether an opinion is one of those that what she is told rests on.

    What was set aside, and a vote that was outvoted, decide nothing and are nobody's reasons. On
    an appeal, and after it, the reasons of the first decision stay there to be read.
    """
    last = max(other.look for other in said if other.instance is one.instance)
    if one.look != last:
        return False
    if one.instance is Instance.FIRST and (was_appealed or state is State.NOT_ISSUED):
        return one.says is Says.NOT_ISSUED
    if state is State.UPHELD:
        return one.says is Says.NOT_ISSUED
    return state is State.CLEARED and one.says is Says.NONE_FOUND
