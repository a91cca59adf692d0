"""Questions about corrections: one's own, by being its subject; a desk's list, by its officers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from jiaxin.flows.corrections import rules
from jiaxin.flows.corrections.models import (
    Correction,
    Docket,
    Enclosure,
    EnclosurePage,
    OfficerLook,
    Ruling,
    Told,
)
from jiaxin.flows.corrections.rules import (
    WAITING,
    About,
    Bar,
    Claim,
    Desk,
    Finding,
    Instance,
    Matter,
    Means,
    Remedy,
    State,
)
from jiaxin.flows.vetting.rules import Paper, Urgency, is_held, urgency
from jiaxin.ground import clock, regions
from jiaxin.ground.calendar import working_days_left
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM, Role

_PAGE = 200
_DESKS = {Role.COMMERCE_OFFICER: Desk.COMMERCE, Role.HEALTH_OFFICER: Desk.HEALTH}


def subject_of(viewer: Actor) -> UUID:
    """Whose corrections are this viewer's own: hers, or her firm's."""
    return viewer.acts_for if viewer.role in FIRM else viewer.person


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file: how many pages, never what is on them."""

    id: UUID
    paper: Paper
    pages: int
    at: datetime

    @property
    def numbers(self) -> range:
        """Its pages, counted from one."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True, repr=False)
class Ruled:
    """What was decided and why: by which source or desk, never by whom."""

    instance: Instance
    finding: Finding
    remedy: Remedy | None
    source: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """One correction as its subject sees it."""

    id: UUID
    about: About
    kind: str
    line: UUID
    claim: Claim
    words: str
    state: State
    desk: Desk
    source: str
    means: Means
    filed_at: datetime
    forward_by: date
    due_on: date
    urgency: Urgency
    more_why: str
    forwarded_at: datetime | None
    late_at: datetime | None
    appealed_at: datetime | None
    appeal_words: str
    closed_why: str
    ended_at: datetime | None
    appeal_until: date | None
    enclosed: tuple[Enclosed, ...]
    rulings: tuple[Ruled, ...]

    @property
    def short(self) -> str:
        return short_of(self.id)

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def may_appeal(self) -> bool:
        return self.appeal_until is not None

    @property
    def has_room(self) -> bool:
        """Whether anything more may be attached."""
        return self.waits and len(self.enclosed) < rules.MOST_PAPERS


def own(viewer: Actor, /) -> list[Mine]:
    """Everything that was ever said to be wrong, newest first."""
    rows = Correction.objects.filter(subject_id=subject_of(viewer)).order_by("-filed_at")
    return [mine(row) for row in rows[:_PAGE]]


def own_one(viewer: Actor, /, *, correction_id: UUID) -> Mine:
    """One of one's own; NotFound for another's."""
    row = Correction.objects.filter(subject_id=subject_of(viewer), id=correction_id).first()
    if row is None:
        raise NotFound
    return mine(row)


def own_waiting(viewer: Actor, /) -> dict[UUID, UUID]:
    """By the line of the fact, the correction that waits."""
    rows = Correction.objects.filter(subject_id=subject_of(viewer), state__in=WAITING)
    return dict(rows.values_list("line", "id"))


def own_page(viewer: Actor, /, *, correction_id: UUID, enclosure_id: UUID, number: int) -> bytes:
    """A page that was attached to one's own."""
    own_one(viewer, correction_id=correction_id)
    return page_of(subject_of(viewer), correction_id, enclosure_id, number)


@dataclass(frozen=True, slots=True)
class OfficerLooked:
    """An officer opened something of hers, as her page says it."""

    at: datetime
    last_at: datetime
    loads: int


def officer_looks(viewer: Actor, /) -> list[OfficerLooked]:
    """Each time that an officer opened a correction of one's own, newest first."""
    rows = _officer_looks(subject_of(viewer))
    return [OfficerLooked(row.at, row.last_at, row.loads) for row in rows]


@compiled
def _officer_looks(subject: UUID) -> QuerySet[OfficerLook]:
    return OfficerLook.objects.filter(subject_id=subject).order_by("-at")[:_PAGE]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a viewer was shown was wrong, and was corrected: not what it was.

    `query_id` is the family's query, or the firm's engagement.
    """

    id: UUID
    query_id: UUID
    at: datetime
    is_read: bool


def told(viewer: Actor, /) -> list[Notice]:
    """What this consumer, or this firm, was told of records that were looked at, newest first."""
    rows = Told.objects.filter(viewer_id=subject_of(viewer)).order_by("-at")[:_PAGE]
    return [Notice(row.id, row.query_id, row.at, row.read_at is not None) for row in rows]


@dataclass(frozen=True, slots=True)
class OnList:
    """One correction on a desk's list: nothing of whose it is, or what it says."""

    id: UUID
    about: About
    kind: str
    source: str
    region: str
    state: State
    filed_at: datetime
    due_on: date
    urgency: Urgency
    days_left: int
    late_at: datetime | None
    # The level that it was handed up to, for being late; empty while it is in time.
    handed_to: str
    is_handed_to_me: bool
    is_mine: bool
    is_taken: bool
    bar: Bar | None
    ended_at: datetime | None

    @property
    def short(self) -> str:
        return short_of(self.id)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def may_be_taken(self) -> bool:
        return self.bar is None and not self.is_taken and not self.is_mine


def queue(viewer: Actor, /) -> list[OnList]:
    """What waits for this officer's desk: what was handed up to her first, then what is due."""
    rows = _reached(viewer).filter(ended_at=None).order_by("due_on", "correction_id")
    return sorted(_listed(viewer, rows[:_PAGE]), key=lambda row: not row.is_handed_to_me)


def ended(viewer: Actor, /) -> list[OnList]:
    """What ended at this officer's desk, newest first."""
    rows = _reached(viewer).filter(ended_at__isnull=False).order_by("-ended_at")
    return _listed(viewer, rows[:_PAGE])


def listed(viewer: Actor, /, *, correction_id: UUID) -> OnList:
    """One correction of this officer's desk and region, as the list shows it."""
    found = _listed(viewer, _reached(viewer).filter(correction_id=correction_id))
    if not found:
        raise NotFound
    return found[0]


def subject_on(viewer: Actor, /, *, correction_id: UUID) -> UUID:
    """Whose it is, for an officer whose desk and region it lies in; NotFound otherwise."""
    row = _reached(viewer).filter(correction_id=correction_id).first()
    if row is None:
        raise NotFound
    return row.subject_id


def subject_by_id(correction_id: UUID) -> UUID | None:
    """Whose it is, for the parts of the system that hold a correction's id only."""
    row = Docket.objects.filter(correction_id=correction_id).first()
    return row.subject_id if row else None


def to_move_on(today: date) -> list[UUID]:
    """What is past a day of its clocks, and was not yet moved on for it."""
    late = models.Q(due_on__lt=today, late_at=None) | models.Q(
        state__in=[State.FORWARDED], due_on__lt=today
    )
    waits = models.Q(state=State.FILED, forward_by__lt=today)
    rows = Docket.objects.filter(late | waits, ended_at=None).order_by("due_on")
    return list(rows.values_list("correction_id", flat=True)[:1000])


def at_source() -> list[tuple[UUID, UUID]]:
    """What a source has, or is to get: it is asked, and asked again."""
    rows = Docket.objects.filter(ended_at=None, state__in=rules.AT_SOURCE)
    return list(rows.values_list("subject_id", "correction_id")[:1000])


def for_update(subject: UUID, correction_id: UUID) -> Correction:
    """One correction, locked until the act ends."""
    rows = Correction.objects.select_for_update().filter(subject_id=subject, id=correction_id)
    row = rows.first()
    if row is None:
        raise NotFound
    return row


def about_of(subject: UUID, correction_id: UUID) -> About:
    """Whether it is a worker's or a firm's; NotFound where the subject has none such."""
    rows = Correction.objects.filter(subject_id=subject, id=correction_id)
    found = rows.values_list("about", flat=True).first()
    if found is None:
        raise NotFound
    return About(found)


def how_many_wait(subject: UUID) -> int:
    return Correction.objects.filter(subject_id=subject, state__in=WAITING).count()


def is_waiting_on(subject: UUID, line: UUID) -> bool:
    rows = Correction.objects.filter(subject_id=subject, line=line, state__in=WAITING)
    return rows.exists()


def matter_of(row: Correction) -> Matter:
    """The correction as a decision on it rests on it."""
    said = Ruling.objects.filter(subject_id=row.subject_id, correction_id=row.id)
    officers = frozenset(one.officer for one in said if one.officer is not None)
    return Matter(State(row.state), row.helper, officers)


def enclosed_in(row: Correction) -> tuple[Enclosed, ...]:
    rows = Enclosure.objects.filter(subject_id=row.subject_id, correction_id=row.id).order_by("at")
    return tuple(Enclosed(one.id, Paper(one.paper), one.pages, one.at) for one in rows)


def rulings_of(row: Correction) -> tuple[Ruled, ...]:
    """What was decided so far, in order."""
    rows = Ruling.objects.filter(subject_id=row.subject_id, correction_id=row.id).order_by("at")
    return tuple(
        Ruled(
            instance=Instance(one.instance),
            finding=Finding(one.finding),
            remedy=Remedy(one.remedy) if one.remedy else None,
            source=one.source,
            words=one.words,
            at=one.at,
        )
        for one in rows
    )


def page_of(subject: UUID, correction_id: UUID, enclosure_id: UUID, number: int) -> bytes:
    """One page of what was attached to this correction."""
    known = Enclosure.objects.filter(
        subject_id=subject, correction_id=correction_id, id=enclosure_id
    )
    row = EnclosurePage.objects.filter(
        subject_id=subject, enclosure_id=enclosure_id, number=number
    ).first()
    if row is None or not known.exists():
        raise NotFound
    picture: bytes = row.picture
    return picture


def state_of(subject: UUID, correction_id: UUID) -> State | None:
    """For notices: None when there is no such correction any more."""
    rows = Correction.objects.filter(subject_id=subject, id=correction_id)
    found = rows.values_list("state", flat=True).first()
    return State(found) if found else None


def mine(row: Correction) -> Mine:
    """The correction as its subject sees it."""
    today, state = clock.today(), State(row.state)
    until = None
    if row.ended_at and rules.may_appeal(state, row.ended_at, clock.now()):
        until = clock.day_of(row.ended_at + rules.APPEAL_WITHIN)
    return Mine(
        id=row.id,
        about=About(row.about),
        kind=row.kind,
        line=row.line,
        claim=Claim(row.claim),
        words=row.words,
        state=state,
        desk=Desk(row.desk),
        source=row.source,
        means=Means(row.means),
        filed_at=row.filed_at,
        forward_by=row.forward_by,
        due_on=row.due_on,
        urgency=urgency(row.due_on, today),
        more_why=row.more_why or "",
        forwarded_at=row.forwarded_at,
        late_at=row.late_at,
        appealed_at=row.appealed_at,
        appeal_words=row.appeal_words or "",
        closed_why=row.closed_why or "",
        ended_at=row.ended_at,
        appeal_until=until,
        enclosed=enclosed_in(row),
        rulings=rulings_of(row),
    )


def _reached(viewer: Actor) -> "models.QuerySet[Docket]":
    """The corrections of this officer's desk, in her region and below it."""
    desk = _DESKS.get(viewer.role)
    if desk is None or not viewer.region:
        return Docket.objects.none()
    prefix = regions.prefix_of(viewer.region)
    return Docket.objects.filter(desk=desk, region__startswith=prefix)


def _listed(viewer: Actor, rows: "models.QuerySet[Docket]") -> list[OnList]:
    found = list(rows)
    kept = Correction.objects.filter(
        subject_id__in=[row.subject_id for row in found],
        id__in=[row.correction_id for row in found],
    ).only("subject_id", "id", "state", "helper")
    matters = {row.id: matter_of(row) for row in kept}
    return [_on_list(viewer, row, matters[row.correction_id]) for row in found]


def _on_list(viewer: Actor, row: Docket, matter: Matter) -> OnList:
    today = clock.today()
    held = row.taken_at is not None and is_held(clock.day_of(row.taken_at), today)
    handed_to = ""
    if State(row.state) in WAITING and row.region:
        handed_to = rules.handed_to(row.region, due_on=row.due_on, today=today)
    return OnList(
        id=row.correction_id,
        about=About(row.about),
        kind=row.kind,
        source=row.source,
        region=row.region,
        state=State(row.state),
        filed_at=row.filed_at,
        due_on=row.due_on,
        urgency=urgency(row.due_on, today),
        days_left=working_days_left(row.due_on, today),
        late_at=row.late_at,
        handed_to=handed_to,
        is_handed_to_me=bool(handed_to) and handed_to == viewer.region,
        is_mine=row.taken_by == viewer.person,
        is_taken=held and row.taken_by != viewer.person,
        bar=rules.bar_to(matter, viewer.person),
        ended_at=row.ended_at,
    )
