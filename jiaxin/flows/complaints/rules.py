"""The law of complaints: who may complain of what, states, clocks, who may decide. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from jiaxin.flows.placements.rules import Side
from jiaxin.ground.calendar import add_working_days


class Matter(StrEnum):
    """What is complained of."""

    NOT_AS_AGREED = "not_as_agreed"
    THEFT = "theft"
    HARM = "harm"
    FEES = "fees"
    HARASSMENT = "harassment"


# Whether it is a crime is not ours to say; that it may be one is for the police to hear first.
CRIMINAL = frozenset({Matter.THEFT, Matter.HARM, Matter.HARASSMENT})

# Who may complain of whom, and of what.
ALLOWED: dict[tuple[Side, Side], frozenset[Matter]] = {
    (Side.FAMILY, Side.WORKER): frozenset(Matter),
    (Side.FAMILY, Side.FIRM): frozenset({Matter.NOT_AS_AGREED, Matter.FEES}),
    (Side.WORKER, Side.FAMILY): frozenset(
        {Matter.NOT_AS_AGREED, Matter.FEES, Matter.HARM, Matter.HARASSMENT}
    ),
    (Side.WORKER, Side.FIRM): frozenset(
        {Matter.NOT_AS_AGREED, Matter.FEES, Matter.HARM, Matter.HARASSMENT}
    ),
}


class Helped(StrEnum):
    """For whom an officer complains at a counter or by telephone."""

    WORKER = "worker"
    FAMILY = "family"


class Part(StrEnum):
    """What somebody is to a complaint."""

    COMPLAINS = "complains"
    ANSWERS = "answers"
    MEDIATES = "mediates"


class Sort(StrEnum):
    """What somebody's words in it are."""

    COMPLAINT = "complaint"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    MORE_TIME = "more_time"
    CLOSING = "closing"
    PASSED_ON = "passed_on"


class Finding(StrEnum):
    """What was decided."""

    UPHELD = "upheld"
    PARTLY = "partly"
    DISMISSED = "dismissed"


class State(StrEnum):
    """Where a complaint stands."""

    FILED = "filed"
    MEDIATING = "mediating"
    AT_DESK = "at_desk"
    SETTLED = "settled"
    UPHELD = "upheld"
    PARTLY = "partly"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


_GIVEN_UP = frozenset({State.WITHDRAWN, State.CLOSED})
DECIDED = frozenset({State.UPHELD, State.PARTLY, State.DISMISSED})

MOVES: dict[State, frozenset[State]] = {
    State.FILED: frozenset({State.MEDIATING, State.AT_DESK}) | _GIVEN_UP,
    State.MEDIATING: frozenset({State.SETTLED, State.AT_DESK}) | _GIVEN_UP,
    State.AT_DESK: DECIDED | _GIVEN_UP,
    State.SETTLED: frozenset(),
    State.UPHELD: frozenset(),
    State.PARTLY: frozenset(),
    State.DISMISSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.CLOSED: frozenset(),
}
WAITING = frozenset({State.FILED, State.MEDIATING, State.AT_DESK})
AFTER = {
    Finding.UPHELD: State.UPHELD,
    Finding.PARTLY: State.PARTLY,
    Finding.DISMISSED: State.DISMISSED,
}

# Working days from the day of filing, that day not counted.
ANSWER_DAYS = 5
MEDIATE_DAYS = 10
DECIDE_DAYS = 20
MORE_DAYS = 10
# After a service ended, so long may one complain of it.
FILE_WITHIN = timedelta(days=365)
MOST_PAPERS = 8


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def matters_of(by: Side, against: Side) -> frozenset[Matter]:
    """What this side may complain of, of that one."""
    return ALLOWED.get((by, against), frozenset())


def is_criminal(matter: Matter) -> bool:
    """Whether the page says to call 110, nobody mediates, and evidence is held."""
    return matter in CRIMINAL


def may_file(over_at: datetime | None, now: datetime) -> bool:
    """While the service lasts, and for a year after."""
    return over_at is None or now < over_at + FILE_WITHIN


def answer_by(filed: date) -> date:
    return add_working_days(filed, ANSWER_DAYS)


def mediate_by(filed: date) -> date:
    return add_working_days(filed, MEDIATE_DAYS)


def due_on(filed: date, *, more: bool = False) -> date:
    """The day by which it is decided; ten more with a reason."""
    return add_working_days(filed, DECIDE_DAYS + (MORE_DAYS if more else 0))


def mediates(against: Side, matter: Matter, *, has_firm: bool) -> bool:
    """Whether the firm that arranged the service mediates: never in its own cause, or a crime's."""
    return has_firm and against is not Side.FIRM and not is_criminal(matter)


def begins(matter: Matter) -> State:
    """What may be a crime waits for nobody: the department has it at once."""
    return State.AT_DESK if is_criminal(matter) else State.FILED


def after_answer(*, mediated: bool) -> State:
    """Where it goes once the other side was heard, or its time is over."""
    return State.MEDIATING if mediated else State.AT_DESK


def may_pass_on(here: str, there: str, *, passed_before: bool) -> bool:
    """Whether it goes to that region's desk: once only, or it would go to and fro."""
    return not passed_before and here != there


def moves_on(state: State, *, answer_by: date, mediate_by: date, today: date) -> bool:
    """Whether whoever has it has had the time for it."""
    if state is State.FILED:
        return today > answer_by
    return state is State.MEDIATING and today > mediate_by


class Bar(StrEnum):
    """Why somebody may not decide."""

    NOT_WAITING = "not_waiting"
    STEPPED_BACK = "stepped_back"
    FILED_IT = "filed_it"
    NOT_HEARD = "not_heard"


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint as its decision rests on it."""

    state: State
    is_heard: bool = True
    stepped_back: frozenset[UUID] = field(default_factory=frozenset)
    helper: UUID | None = None


def is_heard(*, answered: bool, answer_by: date, today: date) -> bool:
    """The other side has answered, or has had its time."""
    return answered or today > answer_by


def bar_to_take(case: Case, officer: UUID) -> Bar | None:
    """Why this officer may not take it; None when she may."""
    if case.state is not State.AT_DESK:
        return Bar.NOT_WAITING
    if officer == case.helper:
        return Bar.FILED_IT
    return Bar.STEPPED_BACK if officer in case.stepped_back else None


def bar_to_decide(case: Case, officer: UUID) -> Bar | None:
    """Why this officer may not decide it now."""
    bar = bar_to_take(case, officer)
    return bar or (None if case.is_heard else Bar.NOT_HEARD)
