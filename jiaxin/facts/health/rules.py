"""The examination's law: four classes, validity, dated tables, what a report signs. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jiaxin.facts.records import rules as records
from jiaxin.ground.words import Words

# Words of the record, which facts and the light speak of too.
ExamClass = records.ExamClass
Conclusion = records.Conclusion
covers = records.covers


# Whose word a report is, whoever brings it.
HOSPITAL = "hospital"


class Party(StrEnum):
    """Who has duties in the examination."""

    FIRM = "firm"
    WORKER = "worker"
    CONSUMER = "consumer"
    HOSPITAL = "hospital"
    COMMERCE = "commerce"
    HEALTH = "health"


STRICTER = {one: place for place, one in enumerate(ExamClass)}

# Before an examination runs out: a month, a week, a day.
REMIND_BEFORE = (timedelta(days=30), timedelta(days=7), timedelta(days=1))


def last_day(examined: date, months: int) -> date:
    """The last day that an examination is good for: the day before the same day, months later.

    A month that has no such day (29 February, the 31st) ends where it ends.
    """
    whole = examined.year * 12 + examined.month - 1 + months
    year, month = divmod(whole, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_of_month = (first_of_next - timedelta(days=1)).day
    if examined.day > last_of_month:
        return date(year, month + 1, last_of_month)
    return date(year, month + 1, examined.day) - timedelta(days=1)


def in_date(until: date, today: date) -> bool:
    """Whether it is still good today: its last day is a good one."""
    return today <= until


def days_left(until: date, today: date) -> int | None:
    """How many days it is still good for, today included, once it is time to say so."""
    left = until - today
    if left < timedelta(0) or left > max(REMIND_BEFORE):
        return None
    return left.days + 1


@dataclass(frozen=True, slots=True)
class ClassTable:
    """One class as a table has it: the items it adds to the class below, and how long it holds."""

    exam_class: ExamClass
    months: int
    adds: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of work, and the class that it needs."""

    code: str
    name: Words
    needs: ExamClass


@dataclass(frozen=True, slots=True)
class Duty:
    """What one party has to do."""

    party: Party
    text: Words


@dataclass(frozen=True, slots=True)
class Tables:
    """One edition of the operator's tables, in force from a day on."""

    in_force_from: date
    title: Words
    basis: Words
    is_sample: bool
    classes: tuple[ClassTable, ...]
    trades: tuple[Trade, ...]
    duties: tuple[Duty, ...]

    def items_of(self, exam_class: ExamClass) -> tuple[Words, ...]:
        """Every item of a class: its own, and those of the classes that it covers."""
        return tuple(
            item for one in self.classes if covers(exam_class, one.exam_class) for item in one.adds
        )

    def months_of(self, exam_class: ExamClass) -> int:
        return next(one.months for one in self.classes if one.exam_class is exam_class)

    def duties_of(self, party: Party) -> tuple[Words, ...]:
        return tuple(duty.text for duty in self.duties if duty.party is party)

    def needed_by(self, trade: str) -> ExamClass | None:
        """The class that a trade needs; None for a trade that the table does not name."""
        return next((one.needs for one in self.trades if one.code == trade), None)


def strictest(needed: tuple[ExamClass, ...]) -> ExamClass | None:
    """The one class that will do for all of these."""
    return max(needed, key=STRICTER.__getitem__, default=None)


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """An examination as its hospital reports it. No measured value has a place in it."""

    name: str
    number: str
    exam_class: ExamClass
    conclusion: Conclusion
    examined: date
    report_no: str
    issuer: str


# The first line of what is signed: a signature made for anything else never fits.
SIGNED_AS = "jiaxin-health-exam-1"


def signed_text(report: Report) -> bytes:
    """The bytes that an issuer signs: a line a field, in this order, UTF-8, ending in a newline."""
    lines = (
        SIGNED_AS,
        report.issuer,
        report.report_no,
        report.name,
        report.number,
        report.exam_class,
        report.conclusion,
        report.examined.isoformat(),
    )
    if any("\n" in line or "\r" in line for line in lines):
        raise ValueError("a field of a report is one line")
    return "".join(f"{line}\n" for line in lines).encode()
