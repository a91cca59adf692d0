"""The law of corrections: states, clocks, who may decide, what an answer does. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from jiaxin.ground.calendar import add_working_days, working_days_between


class About(StrEnum):
    """Whose fact it is."""

    WORKER = "worker"
    FIRM = "firm"


class Claim(StrEnum):
    """What is said to be wrong with it."""

    NOT_MINE = "not_mine"
    WRONG = "wrong"
    OUTDATED = "outdated"


class Means(StrEnum):
    """How it was filed; at a counter or by telephone an officer files on somebody's behalf."""

    ONLINE = "online"
    COUNTER = "counter"
    PHONE = "phone"


class Desk(StrEnum):
    """Whose officers decide where the source does not."""

    COMMERCE = "commerce"
    HEALTH = "health"


class Instance(StrEnum):
    """Whether it is decided for the first time, or on appeal."""

    FIRST = "first"
    APPEAL = "appeal"


class Finding(StrEnum):
    """What was decided."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Remedy(StrEnum):
    """What becomes of a fact that was found wrong."""

    CHANGED = "changed"
    STRUCK = "struck"


class State(StrEnum):
    """Where a correction stands."""

    FILED = "filed"
    FORWARDED = "forwarded"
    AT_DESK = "at_desk"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    APPEALED = "appealed"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_DISMISSED = "appeal_dismissed"


_GIVEN_UP = frozenset({State.WITHDRAWN, State.CLOSED})
_DECIDED_FIRST = frozenset({State.UPHELD, State.DISMISSED})

MOVES: dict[State, frozenset[State]] = {
    State.FILED: frozenset({State.FORWARDED, State.AT_DESK}) | _DECIDED_FIRST | _GIVEN_UP,
    State.FORWARDED: frozenset({State.AT_DESK}) | _DECIDED_FIRST | _GIVEN_UP,
    State.AT_DESK: _DECIDED_FIRST | _GIVEN_UP,
    State.DISMISSED: frozenset({State.APPEALED}),
    State.APPEALED: frozenset({State.APPEAL_UPHELD, State.APPEAL_DISMISSED}) | _GIVEN_UP,
    State.UPHELD: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.CLOSED: frozenset(),
    State.APPEAL_UPHELD: frozenset(),
    State.APPEAL_DISMISSED: frozenset(),
}
# The fact is marked as disputed in exactly these.
WAITING = frozenset({State.FILED, State.FORWARDED, State.AT_DESK, State.APPEALED})
# The source has it, or is to get it; an answer of its is awaited.
AT_SOURCE = frozenset({State.FILED, State.FORWARDED})
# An officer decides.
ON_DESK = frozenset({State.AT_DESK, State.APPEALED})
RIGHT = frozenset({State.UPHELD, State.APPEAL_UPHELD})
AGAINST = frozenset({State.DISMISSED, State.APPEAL_DISMISSED})
DECIDED = RIGHT | AGAINST

NATION = "000000"
# Working days, the day itself not counted.
FORWARD_DAYS = 2
DECIDE_DAYS = 5
MORE_DAYS = 3
APPEAL_WITHIN = timedelta(days=60)
TOLD_BACK = timedelta(days=30)
MOST_OPEN = 10
MOST_PAPERS = 8


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def instance_of(state: State) -> Instance:
    """Which instance decides in this state."""
    appeal = {State.APPEALED, State.APPEAL_UPHELD, State.APPEAL_DISMISSED}
    return Instance.APPEAL if state in appeal else Instance.FIRST


def after(state: State, finding: Finding) -> State:
    """Where it stands once this was decided."""
    if instance_of(state) is Instance.APPEAL:
        return State.APPEAL_UPHELD if finding is Finding.UPHELD else State.APPEAL_DISMISSED
    return State.UPHELD if finding is Finding.UPHELD else State.DISMISSED


def forward_by(filed: date) -> date:
    """The last day to have it at its source, or on a desk."""
    return add_working_days(filed, FORWARD_DAYS)


def due_on(begun: date, *, more: bool = False) -> date:
    """The day by which it is decided; three more with a reason."""
    return add_working_days(begun, DECIDE_DAYS + (MORE_DAYS if more else 0))


def goes_to_desk(state: State, *, forward_by: date, due_on: date, today: date) -> bool:
    """Whether the source has had its time: then an officer decides in its place."""
    if state is State.FILED:
        return today > forward_by
    return state is State.FORWARDED and today > due_on


# Working days that each level has for what is late, before the next one up has it too.
HAND_UP_DAYS = 3


def handed_to(region: str, *, due_on: date, today: date) -> str:
    """The level that what is late was handed up to; empty while it is in time.

    Decided by time alone: the next level has it on the first day after the last, the one above
    three working days later, the nation at the end. Whoever had it before may still decide.
    """
    if today <= due_on:
        return ""
    above = [*levels_above(region)]
    late = working_days_between(due_on, today)
    return above[min(late // HAND_UP_DAYS, len(above) - 1)] if above else region


def levels_above(region: str) -> tuple[str, ...]:
    """City, province, nation: the levels over a division, the nearest first."""
    levels = tuple(dict.fromkeys((f"{region[:4]}00", f"{region[:2]}0000", NATION)))
    start = next((at for at, level in enumerate(levels) if level == region), -1)
    return levels[start + 1 :]


def is_late(state: State, *, due_on: date, today: date) -> bool:
    return state in WAITING and today > due_on


class Bar(StrEnum):
    """Why somebody may not decide."""

    NOT_WAITING = "not_waiting"
    DECIDED_BEFORE = "decided_before"
    FILED_IT = "filed_it"


@dataclass(frozen=True, slots=True)
class Matter:
    """A correction as its decision rests on it: who decided before, who filed it for another."""

    state: State
    helper: UUID | None = None
    decided_by: frozenset[UUID] = field(default_factory=frozenset)


def bar_to(matter: Matter, officer: UUID) -> Bar | None:
    """Why this officer may not decide; None when she may."""
    if matter.state not in ON_DESK:
        return Bar.NOT_WAITING
    if officer in matter.decided_by:
        return Bar.DECIDED_BEFORE
    return Bar.FILED_IT if officer == matter.helper else None


def may_appeal(state: State, ended_at: datetime | None, now: datetime) -> bool:
    """Once, against a decision of the first instance, within its time."""
    return state is State.DISMISSED and ended_at is not None and now < ended_at + APPEAL_WITHIN


def may_withdraw(state: State) -> bool:
    """Until it is decided."""
    return state in WAITING


def desk_for(kind: str) -> Desk:
    """Whose officers know of facts of this kind."""
    return Desk.HEALTH if kind == "exam" else Desk.COMMERCE
