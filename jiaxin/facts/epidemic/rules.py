"""The law of epidemic declarations: orders, days, answers, words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from jiaxin.ground import regions

NATION = "000000"
# Tenths of a degree: what a living person's thermometer can say, and where a fever begins.
COLDEST, HOTTEST, FEVER = 340, 430, 373
HISTORY_DAYS = 14
MOST_PLACES, MOST_COUNTRIES = 8, 4
# Declarations are looked back on for fourteen days, so none is kept for less.
LEAST_RETENTION, MOST_RETENTION = HISTORY_DAYS, 90
# An emergency has an end; what lasts longer is ordered again.
LONGEST_ORDER = timedelta(days=366)


class Case(StrEnum):
    """What she is at the moment, as far as she was told."""

    NONE = "none"
    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"
    CLOSE_CONTACT = "close_contact"


class Word(StrEnum):
    """What others are told of her own declaration. Never why."""

    NORMAL = "normal"
    ATTENTION = "attention"
    NOT_DECLARED = "not_declared"


class AuthorityWord(StrEnum):
    """What a health department answers about her: words of its own, apart from hers."""

    CLEAR = "clear"
    OBSERVE = "observe"
    UNKNOWN = "unknown"


class Phase(StrEnum):
    """Where an order stands, by time and by who closed it."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Term:
    """When an order holds: from its start up to, not including, its end; or until it is closed."""

    start: datetime
    end: datetime
    closed_at: datetime | None = None


def phase(term: Term, now: datetime) -> Phase:
    """Where an order stands at this moment."""
    if now >= term.end or (term.closed_at is not None and term.closed_at <= now):
        return Phase.OVER
    return Phase.IN_FORCE if term.start <= now else Phase.TO_COME


def covers(ordered: Iterable[str], region: str) -> bool:
    """Whether a region lies in one of those of an order."""
    return any(outer == NATION or regions.within(region, outer) for outer in ordered)


@dataclass(frozen=True, slots=True, repr=False)
class Declared:
    """One day's answers. `region` is where she works, one of those of an order."""

    region: str
    temperature: int
    case: Case
    shared_transport: bool
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def is_possible(declared: Declared) -> bool:
    """Whether the answers keep to their limits; whoever types is told sooner."""
    return (
        COLDEST <= declared.temperature <= HOTTEST
        and len(declared.places) <= MOST_PLACES
        and len(declared.countries) <= MOST_COUNTRIES
        and len(set(declared.places)) == len(declared.places)
        and len(set(declared.countries)) == len(declared.countries)
    )


def word_of(declared: Declared, watched: Iterable[str]) -> Word:
    """What her answers come to. Where she has been counts only where an order watches it."""
    watched = frozenset(watched)
    told = (
        declared.temperature >= FEVER
        or declared.case is not Case.NONE
        or declared.shared_transport
        or bool(watched & set(declared.countries))
        or any(covers(watched, place) for place in declared.places)
    )
    return Word.ATTENTION if told else Word.NORMAL


def word_now(said: Word | None, day: date | None, today: date) -> Word:
    """What is told today: an answer of another day is none for today."""
    return said if said is not None and day == today else Word.NOT_DECLARED


def gone_from(day: date, retention_days: int) -> date:
    """The first day on which a declaration of that day is kept no more."""
    return day + timedelta(days=retention_days)


def history_from(today: date) -> date:
    """The first of the fourteen days that end today."""
    return today - timedelta(days=HISTORY_DAYS - 1)


class OrderFault(StrEnum):
    """What is wrong with an order."""

    NUMBER = "number"
    ISSUER = "issuer"
    REGIONS = "regions"
    DAYS = "days"
    RETENTION = "retention"
    WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order as an officer enters it. Both days are included, and are days in China."""

    number: str
    issuer: str
    regions: tuple[str, ...]
    first_day: date
    last_day: date
    retention_days: int
    watched: tuple[str, ...] = ()


def faults_of(order: NewOrder, today: date, countries: Iterable[str]) -> tuple[OrderFault, ...]:
    """Everything that is wrong with an order."""
    known = frozenset(countries)
    wrong = {
        OrderFault.NUMBER: not 1 <= len(order.number.strip()) <= 64,
        OrderFault.ISSUER: not 1 <= len(order.issuer.strip()) <= 64,
        OrderFault.REGIONS: not order.regions or not all(map(_is_region, order.regions)),
        OrderFault.DAYS: not (
            order.first_day <= order.last_day
            and order.last_day >= today
            and order.last_day - order.first_day < LONGEST_ORDER
        ),
        OrderFault.RETENTION: not LEAST_RETENTION <= order.retention_days <= MOST_RETENTION,
        OrderFault.WATCHED: not all(
            one in known or (one != NATION and _is_region(one)) for one in order.watched
        ),
    }
    return tuple(fault for fault, found in wrong.items() if found)


def _is_region(code: str) -> bool:
    return code == NATION or regions.find(code) is not None
