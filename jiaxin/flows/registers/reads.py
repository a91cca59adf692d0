"""Questions to the registers: the entries, whom a breach concerns, what a worker is told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jiaxin.flows.registers import rules
from jiaxin.flows.registers.models import Assessment, Breach
from jiaxin.flows.registers.rules import BreachState, Concerned, Conclusion, DataKind
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import touched
from jiaxin.trust.identity import many as identities

_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class BreachShown:
    """One breach as the register shows it."""

    id: UUID
    what: str
    kinds: list[DataKind]
    harm: str
    measures: str
    advice: str
    found_at: datetime
    report_by: datetime
    concerned: Concerned
    account: UUID | None
    since: datetime | None
    until: datetime | None
    opened_at: datetime
    reported_at: datetime | None
    reported_to: str
    reference: str
    telling_at: datetime | None
    told: int
    told_at: datetime | None
    closing: str
    closed_at: datetime | None
    state: BreachState
    is_late: bool


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """One assessment as the register shows it."""

    id: UUID
    title: str
    kinds: list[DataKind]
    what: str
    risks: str
    measures: str
    conclusion: Conclusion
    review_on: date
    made_at: datetime
    replaces: UUID | None
    replaced_by: UUID | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker is told of a breach that concerns her."""

    id: UUID
    what: str
    kinds: list[DataKind]
    harm: str
    measures: str
    advice: str
    found_at: datetime


def breaches(viewer: Actor, /) -> list[BreachShown]:
    """Every breach, the newest first; those that wait stand before those that are closed."""
    _hers(viewer)
    rows = Breach.objects.order_by("-found_at", "-id")
    return sorted(map(_shown, rows), key=lambda one: one.state is BreachState.CLOSED)


def breach(viewer: Actor, /, *, breach_id: UUID) -> BreachShown:
    """One breach."""
    _hers(viewer)
    row = Breach.objects.filter(id=breach_id).first()
    if row is None:
        raise NotFound
    return _shown(row)


def count_of(viewer: Actor, /, *, breach_id: UUID) -> int:
    """How many workers a breach concerns, as of now."""
    _hers(viewer)
    row = Breach.objects.filter(id=breach_id).first()
    if row is None:
        raise NotFound
    if row.concerned == Concerned.EVERYONE:
        return identities.count_known(before=row.found_at)
    return touched.count(str(row.account), since=row.since, until=row.until)


def next_concerned(breach_id: UUID, *, after: UUID | None, at_most: int) -> list[UUID]:
    """The next so many workers whom it concerns, by their ids."""
    row = Breach.objects.get(id=breach_id)
    start = after or _FIRST
    if row.concerned == Concerned.EVERYONE:
        return identities.known_after(start, before=row.found_at, at_most=at_most)
    return touched.by_account(
        str(row.account), since=row.since, until=row.until, after=start, at_most=at_most
    )


def told_to_me(viewer: Actor, /) -> list[Told]:
    """The breaches that concern her and that she was to be told of, the newest first."""
    rows = Breach.objects.exclude(telling_at=None).order_by("-found_at")
    return [_told(row) for row in rows if _concerns(row, viewer.person)]


def assessments(viewer: Actor, /) -> list[AssessmentShown]:
    """Every assessment, those in use first, then the newest."""
    _hers(viewer)
    rows = list(Assessment.objects.order_by("-made_at", "-id"))
    after = {row.replaces: row.id for row in rows if row.replaces}
    shown = [_assessed(row, after.get(row.id)) for row in rows]
    return sorted(shown, key=lambda one: one.replaced_by is not None)


def assessment(viewer: Actor, /, *, assessment_id: UUID) -> AssessmentShown:
    """One assessment."""
    _hers(viewer)
    row = Assessment.objects.filter(id=assessment_id).first()
    if row is None:
        raise NotFound
    after = Assessment.objects.filter(replaces=row.id).first()
    return _assessed(row, after.id if after else None)


def _hers(viewer: Actor) -> None:
    """The registers are the security administrator's."""
    if viewer.role is not Role.SECURITY_ADMIN:
        raise NotFound


def _concerns(row: Breach, worker: UUID) -> bool:
    if row.concerned == Concerned.EVERYONE:
        return identities.was_known(worker, before=row.found_at)
    return touched.is_among(str(row.account), worker, since=row.since, until=row.until)


def _shown(row: Breach) -> BreachShown:
    return BreachShown(
        id=row.id,
        what=row.what,
        kinds=[DataKind(kind) for kind in row.kinds],
        harm=row.harm,
        measures=row.measures,
        advice=row.advice,
        found_at=row.found_at,
        report_by=row.found_at + rules.REPORT_WITHIN,
        concerned=Concerned(row.concerned),
        account=row.account,
        since=row.since,
        until=row.until,
        opened_at=row.opened_at,
        reported_at=row.reported_at,
        reported_to=row.reported_to,
        reference=row.reference,
        telling_at=row.telling_at,
        told=row.told,
        told_at=row.told_at,
        closing=row.closing,
        closed_at=row.closed_at,
        state=rules.state_of(row.reported_at, row.closed_at),
        is_late=rules.is_late(row.found_at, row.reported_at, clock.now()),
    )


def _told(row: Breach) -> Told:
    kinds = [DataKind(kind) for kind in row.kinds]
    return Told(row.id, row.what, kinds, row.harm, row.measures, row.advice, row.found_at)


def _assessed(row: Assessment, replaced_by: UUID | None) -> AssessmentShown:
    return AssessmentShown(
        id=row.id,
        title=row.title,
        kinds=[DataKind(kind) for kind in row.kinds],
        what=row.what,
        risks=row.risks,
        measures=row.measures,
        conclusion=Conclusion(row.conclusion),
        review_on=row.review_on,
        made_at=row.made_at,
        replaces=row.replaces,
        replaced_by=replaced_by,
        is_due=replaced_by is None and row.review_on <= clock.today(),
    )
