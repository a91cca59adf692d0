"""The query's law: its states, its clocks, what a look may show. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from jiaxin.facts.records.rules import Section


class State(StrEnum):
    """Where a query stands. Lapsed and ended may be decided by time alone."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"
    OPENED = "opened"
    ENDED = "ended"


MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.APPROVED, State.DECLINED, State.LAPSED}),
    State.APPROVED: frozenset({State.OPENED, State.ENDED}),
    State.OPENED: frozenset({State.ENDED}),
    State.DECLINED: frozenset(),
    State.LAPSED: frozenset(),
    State.ENDED: frozenset(),
}
FINAL = frozenset({State.DECLINED, State.LAPSED, State.ENDED})

_CHINA = timezone(timedelta(hours=8))
ANSWER_WITHIN = timedelta(minutes=5)
LOOK_LASTS = timedelta(minutes=10)
OPEN_WITHIN = timedelta(minutes=10)
NUDGE_AFTER = timedelta(seconds=3)
# Asked by a share link nobody stands before her: she has a day, and so has the one who waits.
ANSWER_FROM_AFAR_WITHIN = timedelta(hours=24)
OPEN_FROM_AFAR_WITHIN = timedelta(hours=24)


class Reason(StrEnum):
    """Why a consumer asks."""

    CHILD = "child"
    ELDER = "elder"
    MOTHER = "mother"
    HOUSEHOLD = "household"
    OTHER = "other"


class Ending(StrEnum):
    """Why a look ended."""

    TIME = "time"
    CONSUMER = "consumer"
    WORKER = "worker"
    CONSENT = "consent"
    CERTIFICATE = "certificate"


# What may be asked for at any time; the epidemic answer only while an order is in force.
ALL_SECTIONS = frozenset(Section) - {Section.EPIDEMIC}
# What a look must at least say, or there is nothing to approve.
LEAST = frozenset({Section.IDENTITY})


def answer_within(*, from_afar: bool) -> timedelta:
    """How long a request waits for her."""
    return ANSWER_FROM_AFAR_WITHIN if from_afar else ANSWER_WITHIN


def was_from_afar(asked_at: datetime, lapses_at: datetime) -> bool:
    """Whether it was asked by a share link: what waits longer than people wait together."""
    return lapses_at - asked_at > ANSWER_WITHIN


def open_within(asked_at: datetime, lapses_at: datetime) -> timedelta:
    """How long after her approval the look may be begun; it lasts ten minutes all the same."""
    return OPEN_FROM_AFAR_WITHIN if was_from_afar(asked_at, lapses_at) else OPEN_WITHIN


# Nobody is written to at night for a thing that waits a day.
WAKING = (8, 21)
REMIND_AFTER = (timedelta(hours=4), timedelta(hours=12), timedelta(hours=22))


def reminders(asked_at: datetime, lapses_at: datetime) -> tuple[datetime, ...]:
    """When she is reminded of a request from afar: by day, and before it lapses."""
    if not was_from_afar(asked_at, lapses_at):
        return ()
    planned = (_by_day(asked_at + after) for after in REMIND_AFTER)
    return tuple(sorted({at for at in planned if at < lapses_at}))


def _by_day(moment: datetime) -> datetime:
    """That moment, or the morning after it where it is night in China."""
    here = moment.astimezone(_CHINA)
    opens, closes = WAKING
    if opens <= here.hour < closes:
        return moment
    morning = here.replace(hour=opens, minute=0, second=0, microsecond=0)
    return morning if here.hour < opens else morning + timedelta(days=1)


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


@dataclass(frozen=True, slots=True)
class Clocked:
    """A query's stored state with its clocks."""

    state: State
    lapses_at: datetime
    open_until: datetime | None
    ends_at: datetime | None


def state_at(query: Clocked, now: datetime) -> State:
    """The state at this moment: time decides where no one did."""
    if query.state is State.ASKED and now >= query.lapses_at:
        return State.LAPSED
    if query.state is State.APPROVED and query.open_until and now >= query.open_until:
        return State.ENDED
    if query.state is State.OPENED and query.ends_at and now >= query.ends_at:
        return State.ENDED
    return query.state


@dataclass(frozen=True, slots=True)
class Looker:
    """Who would look: an account, in one sign-in."""

    person: UUID
    sign_in: UUID | None


def may_look(state: State, asked_by: Looker, looker: Looker) -> bool:
    """Single use: the account and the sign-in that asked, while it is approved or open."""
    return state in {State.APPROVED, State.OPENED} and looker == asked_by


def allowed(asked: frozenset[Section], ticked: frozenset[Section]) -> frozenset[Section]:
    """What she allows: never more than was asked for, never less than makes a look."""
    return (asked & ticked) | LEAST
