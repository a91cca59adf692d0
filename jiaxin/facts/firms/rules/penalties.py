"""How long a penalty (行政处罚) is shown, when it may be repaired (信用修复), and what ends it.

The terms run from the date of the document, by calendar months: the day with the same number ends
them, or the month's last day where there is none (Civil Code art. 202). A day off does not lengthen
them: that rule (art. 203) protects whoever has to act in time, and here nobody has to. In force
since 2026-04-01, for every document that is shown after it, whatever its own date.
"""

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jiaxin.ground.calendar import add_working_days

IN_FORCE_FROM = date(2026, 4, 1)


class Grade(StrEnum):
    """How grave the breach of trust is."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class PenaltyKind(StrEnum):
    """What was imposed (Administrative Penalties Law art. 9, as the sheet of 2018 names them)."""

    WARNING = "warning"
    CRITICISM = "criticism"
    FINE = "fine"
    CONFISCATION = "confiscation"
    LICENCE_HELD = "licence_held"
    LOWERED = "lowered"
    LICENCE_REVOKED = "licence_revoked"
    RESTRICTED = "restricted"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    BARRED = "barred"
    OTHER = "other"


class Ended(StrEnum):
    """Why a penalty is shown no more before its time."""

    ANNULLED = "annulled"
    REPAIRED = "repaired"


class Lack(StrEnum):
    """What a repair still waits for."""

    TOO_EARLY = "too_early"
    NOT_CORRECTED = "not_corrected"
    NO_COMMITMENT = "no_commitment"
    OTHER_CONDITION = "other_condition"


@dataclass(frozen=True, slots=True)
class Term:
    """Months: the fewest before a repair, the most that it is shown."""

    least: int
    most: int


TERMS = {
    Grade.MINOR: Term(least=0, most=3),
    Grade.ORDINARY: Term(least=3, most=12),
    Grade.SERIOUS: Term(least=12, most=36),
}
# A penalty of nothing but these is minor, unless the source says otherwise.
MILD = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM})
# An annulled one is gone from every place within so many days of the notice.
ANNULLED_GONE_WITHIN_DAYS = 3
REPAIR_ANSWERED_WITHIN = 10
PUBLISHED_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Publicity:
    """What decides whether a penalty is shown. `until` is the last day that its source named."""

    decided_on: date
    grade: Grade
    until: date | None = None
    ended: Ended | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What is known when a repair is asked for."""

    corrected: bool
    committed: bool
    others_met: bool


def months_after(day: date, count: int) -> date:
    """The day with the same number so many months later; the month's last where there is none."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, months_of.monthrange(year, month)[1]))


def grade_of(kinds: frozenset[PenaltyKind]) -> Grade:
    """The grade where the source gives none. That it is serious is for people to say."""
    return Grade.MINOR if kinds and kinds <= MILD else Grade.ORDINARY


def last_day_allowed(decided_on: date, grade: Grade) -> date:
    """The last day on which the law lets it be shown."""
    return months_after(decided_on, TERMS[grade].most)


def first_day_allowed_to_end(decided_on: date, grade: Grade) -> date:
    """The earliest last day that a source may name: sooner would be no publication at all."""
    return months_after(decided_on, TERMS[grade].least)


def last_day_shown(given: Publicity) -> date | None:
    """Its last day on the public record; None for one that is not shown at all.

    A minor one is shown only where its source asks for it. Of what a source names, never more than
    the law allows.
    """
    if given.ended is not None:
        return None
    most = last_day_allowed(given.decided_on, given.grade)
    if given.until is not None:
        return min(given.until, most)
    return None if given.grade is Grade.MINOR else most


def shown(given: Publicity, today: date) -> bool:
    """Whether the public record shows it on that day, its last day included."""
    until = last_day_shown(given)
    return until is not None and given.decided_on <= today <= until


def repairable_from(decided_on: date, grade: Grade) -> date:
    """The first day on which a repair may be asked for: the shortest term is over."""
    return first_day_allowed_to_end(decided_on, grade) + timedelta(days=bool(TERMS[grade].least))


def lacking(given: Publicity, repair: Repair, today: date) -> tuple[Lack, ...]:
    """Everything that a repair still waits for; nothing means it may be granted."""
    return tuple(_lacks(given, repair, today))


def _lacks(given: Publicity, repair: Repair, today: date) -> Iterator[Lack]:
    if today < repairable_from(given.decided_on, given.grade):
        yield Lack.TOO_EARLY
    if not repair.corrected:
        yield Lack.NOT_CORRECTED
    if not repair.committed:
        yield Lack.NO_COMMITMENT
    if not repair.others_met:
        yield Lack.OTHER_CONDITION


def repair_answer_due(asked_on: date) -> date:
    """The working day by which a repair that was asked for is decided."""
    return add_working_days(asked_on, REPAIR_ANSWERED_WITHIN)


def publication_due(decided_on: date) -> date:
    """The working day by which a decision stands in the double publicity 双公示."""
    return add_working_days(decided_on, PUBLISHED_WITHIN)


def annulment_due(annulled_on: date) -> date:
    """The day by which an annulled penalty is shown nowhere. Here it is none at once."""
    return annulled_on + timedelta(days=ANNULLED_GONE_WITHIN_DAYS)
