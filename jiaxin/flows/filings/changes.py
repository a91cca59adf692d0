"""What a firm has to file because its registration changed: within 15 days, with reminders."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules import filing
from jiaxin.flows.filings import rules
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True, slots=True)
class ToFile:
    """A change that stands in the registration and not in what is filed."""

    changed_on: date
    due_on: date
    days_left: int
    is_late: bool
    is_reminded: bool


def to_file(viewer: Actor, /) -> ToFile | None:
    """The change that the viewer's firm has still to file; None where nothing differs."""
    return _to_file(firms.own(viewer).code)


@dataclass(frozen=True, slots=True)
class Reminded:
    """A firm that is reminded today, and how many days it has left."""

    firm: UUID
    changed_on: date
    days: int


def reminded_today() -> list[Reminded]:
    """The firms that have a change still to file, on the days on which they are told so."""
    today = clock.today()
    since = today - timedelta(days=filing.CHANGE_WITHIN_DAYS + 1)
    found = []
    for firm, code in firms.registered_anew(since):
        waits = _to_file(code)
        if waits is not None and today in filing.reminders(waits.changed_on):
            found.append(Reminded(firm, waits.changed_on, waits.days_left))
    return found


def waits_still(firm: UUID, changed_on: date) -> bool:
    """For a message: whether the change is not filed yet."""
    waits = _to_file(firms.code_of(firm))
    return waits is not None and waits.changed_on == changed_on


def _to_file(code: CreditCode) -> ToFile | None:
    record = firms.record(code=code)
    if record.profile is None or not record.registrations:
        return None
    registered = record.registrations[0]
    since = clock.day_of(registered.since)
    changed_on = rules.change_day(registered.said, since, record.profile.said)
    if changed_on is None:
        return None
    today = clock.today()
    due = filing.change_due(changed_on)
    return ToFile(
        changed_on=changed_on,
        due_on=due,
        days_left=max(0, (due - today).days),
        is_late=filing.is_late(changed_on, None, today),
        is_reminded=today >= filing.reminders(changed_on)[0],
    )
