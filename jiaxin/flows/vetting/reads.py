"""Questions about cases: hers, by being hers; the desk's list, by a reviewer and her region."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from jiaxin.flows.vetting import rules
from jiaxin.flows.vetting.models import (
    Case,
    DeskLook,
    Docket,
    Exhibit,
    ExhibitPage,
    Opinion,
    Statement,
    StepBack,
)
from jiaxin.flows.vetting.rules import (
    AGAINST,
    WAITING,
    Bar,
    Cause,
    Ground,
    Instance,
    Matter,
    Opined,
    Paper,
    Says,
    State,
    Urgency,
    WhyBack,
)
from jiaxin.ground import clock, regions
from jiaxin.ground.calendar import working_days_left
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor

_PAGE = 200


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One statement of hers."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of hers: how many pages, never what is on them."""

    id: UUID
    paper: Paper
    pages: int
    at: datetime

    @property
    def numbers(self) -> range:
        """Its pages, counted from one."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True, repr=False)
class Reasoned:
    """One opinion as she reads it: what and why, never who."""

    instance: Instance
    says: Says
    ground: Ground
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """One case as its worker sees it."""

    id: UUID
    cause: Cause
    state: State
    opened_at: datetime
    begun_on: date
    hearing_on: date
    is_done: bool
    is_heard: bool
    due_on: date
    urgency: Urgency
    more_why: str
    said: tuple[Said, ...]
    attached: tuple[Attached, ...]
    reasons: tuple[Reasoned, ...]
    appealed_at: datetime | None
    ended_at: datetime | None
    appeal_until: date | None

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def may_appeal(self) -> bool:
        return self.appeal_until is not None


def own(viewer: Actor, /) -> list[Mine]:
    """Everything the desk looked at about her, newest first."""
    rows = Case.objects.filter(worker_id=viewer.person).order_by("-opened_at")
    return [_mine(row) for row in rows]


def own_newest(viewer: Actor, /) -> Mine | None:
    """What is being looked at about her, or was last."""
    row = Case.objects.filter(worker_id=viewer.person).order_by("-opened_at").first()
    return _mine(row) if row else None


@dataclass(frozen=True, slots=True)
class Notice:
    """What her home page says of a case."""

    state: State
    hearing_on: date
    is_done: bool
    due_on: date


def own_notice(viewer: Actor, /) -> Notice | None:
    """The case that waits, or stands against her; None where there is nothing to say."""
    row = (
        Case.objects.filter(worker_id=viewer.person)
        .only("worker_id", "id", "state", "hearing_on", "done_at", "due_on")
        .order_by("-opened_at")
        .first()
    )
    if row is None or State(row.state) not in WAITING | AGAINST:
        return None
    return Notice(State(row.state), row.hearing_on, row.done_at is not None, row.due_on)


def own_page(viewer: Actor, /, *, exhibit_id: UUID, number: int) -> bytes:
    """A page that she attached."""
    return page_of(viewer.person, exhibit_id, number)


@dataclass(frozen=True, slots=True)
class DeskLooked:
    """The desk opened her case, as her page says it."""

    case_id: UUID
    at: datetime
    last_at: datetime
    loads: int


def desk_looks(viewer: Actor, /) -> list[DeskLooked]:
    """Each time that a reviewer opened her case, newest first."""
    rows = _desk_looks(viewer.person)
    return [DeskLooked(row.case_id, row.at, row.last_at, row.loads) for row in rows]


@compiled
def _desk_looks(worker: UUID) -> QuerySet[DeskLook]:
    return DeskLook.objects.filter(worker_id=worker).order_by("-at")[:_PAGE]


@dataclass(frozen=True, slots=True)
class OnList:
    """One case on the desk's list: nothing of whose it is."""

    id: UUID
    cause: Cause
    state: State
    region: str
    opened_at: datetime
    hearing_on: date
    is_heard: bool
    due_on: date
    urgency: Urgency
    days_left: int
    is_mine: bool
    is_taken: bool
    bar: Bar | None
    ended_at: datetime | None

    @property
    def short(self) -> str:
        """What the desk calls it."""
        return short_of(self.id)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def may_be_taken(self) -> bool:
        return self.bar is None and not self.is_taken and not self.is_mine


def queue(viewer: Actor, /) -> list[OnList]:
    """What waits in this reviewer's region, what is due first on top."""
    rows = _reached(viewer).filter(ended_at=None).order_by("due_on", "case_id")
    return _listed(viewer, rows[:_PAGE])


def ended(viewer: Actor, /) -> list[OnList]:
    """What ended in this reviewer's region, newest first."""
    rows = _reached(viewer).filter(ended_at__isnull=False).order_by("-ended_at")
    return _listed(viewer, rows[:_PAGE])


def listed(viewer: Actor, /, *, case_id: UUID) -> OnList:
    """One case of this reviewer's region, as the list shows it."""
    found = _listed(viewer, _reached(viewer).filter(case_id=case_id))
    if not found:
        raise NotFound
    return found[0]


def worker_of(viewer: Actor, /, *, case_id: UUID) -> UUID:
    """Whose case it is, for a reviewer whose region it lies in; NotFound otherwise."""
    row = _reached(viewer).filter(case_id=case_id).first()
    if row is None:
        raise NotFound
    return row.worker_id


def waiting_for_update(worker: UUID) -> Case | None:
    """Her case that waits, locked until the act ends."""
    rows = Case.objects.select_for_update().filter(worker_id=worker, state__in=WAITING)
    return rows.first()


def case_for_update(worker: UUID, case_id: UUID) -> Case:
    """One case, locked until the act ends."""
    case = Case.objects.select_for_update().filter(worker_id=worker, id=case_id).first()
    if case is None:
        raise NotFound
    return case


def matter_of(case: Case) -> Matter:
    """The case as its decisions rest on it."""
    return _matters([case])[case.id]


def page_of(worker: UUID, exhibit_id: UUID, number: int) -> bytes:
    """One page of what she attached. For her, and for a reviewer who opened the case."""
    row = ExhibitPage.objects.filter(worker_id=worker, exhibit_id=exhibit_id, number=number).first()
    if row is None:
        raise NotFound
    picture: bytes = row.picture
    return picture


def said_in(case: Case) -> tuple[Said, ...]:
    rows = Statement.objects.filter(worker_id=case.worker_id, case_id=case.id).order_by("at")
    return tuple(Said(row.words, row.at) for row in rows)


def attached_to(case: Case) -> tuple[Attached, ...]:
    rows = Exhibit.objects.filter(worker_id=case.worker_id, case_id=case.id).order_by("at")
    return tuple(Attached(row.id, Paper(row.paper), row.pages, row.at) for row in rows)


def opinions_in(case: Case) -> list[Opinion]:
    """What the reviewers said, in order."""
    rows = Opinion.objects.filter(worker_id=case.worker_id, case_id=case.id)
    return list(rows.order_by("at"))


@dataclass(frozen=True, slots=True)
class Told:
    """What a message to her needs: where it stands, and whether she has said anything."""

    state: State
    is_done: bool
    has_spoken: bool


def told(worker: UUID, case_id: UUID) -> Told | None:
    """For notices: None when there is no such case any more."""
    row = Case.objects.filter(worker_id=worker, id=case_id).first()
    if row is None:
        return None
    # What she wrote with her appeal asked for it; whether she has more to say is open.
    since = row.appealed_at or row.opened_at
    spoke = Statement.objects.filter(worker_id=worker, case_id=case_id, at__gt=since).exists()
    return Told(State(row.state), row.done_at is not None, spoke)


def _mine(row: Case) -> Mine:
    today, state = clock.today(), State(row.state)
    is_done = row.done_at is not None
    return Mine(
        id=row.id,
        cause=Cause(row.cause),
        state=state,
        opened_at=row.opened_at,
        begun_on=row.begun_on,
        hearing_on=row.hearing_on,
        is_done=is_done,
        is_heard=rules.is_heard(ends_on=row.hearing_on, is_done=is_done, today=today),
        due_on=row.due_on,
        urgency=rules.urgency(row.due_on, today),
        more_why=row.more_why or "",
        said=said_in(row),
        attached=attached_to(row),
        reasons=_reasons(row),
        appealed_at=row.appealed_at,
        ended_at=row.ended_at,
        appeal_until=_appeal_until(row),
    )


def _appeal_until(row: Case) -> date | None:
    if row.ended_at is None or not rules.may_appeal(State(row.state), row.ended_at, clock.now()):
        return None
    return clock.day_of(row.ended_at + rules.APPEAL_WITHIN)


def _reasons(row: Case) -> tuple[Reasoned, ...]:
    """The opinions that what she is told rests on, in order; never whose they are."""
    found = opinions_in(row)
    said = [opined(one) for one in found]
    return tuple(
        Reasoned(one.instance, one.says, Ground(kept.ground), kept.words, kept.at)
        for kept, one in zip(found, said, strict=True)
        if rules.told_of(State(row.state), one, said, was_appealed=row.appealed_at is not None)
    )


def opined(row: Opinion) -> Opined:
    return Opined(row.reviewer, Instance(row.instance), row.look, Says(row.says))


def _reached(viewer: Actor) -> "models.QuerySet[Docket]":
    """The cases of this reviewer's region; of the whole country for one who has none."""
    rows = Docket.objects.all()
    prefix = regions.prefix_of(viewer.region)
    return rows.filter(region__startswith=prefix) if prefix else rows


def _listed(viewer: Actor, rows: Iterable[Docket]) -> list[OnList]:
    found = list(rows)
    cases = Case.objects.filter(
        worker_id__in=[row.worker_id for row in found], id__in=[row.case_id for row in found]
    ).only("worker_id", "id", "state", "look", "hearing_on", "done_at")
    matters = _matters(list(cases))
    return [_on_list(viewer, row, matters[row.case_id]) for row in found]


def _on_list(viewer: Actor, row: Docket, matter: Matter) -> OnList:
    today = clock.today()
    held = row.taken_at is not None and rules.is_held(clock.day_of(row.taken_at), today)
    return OnList(
        id=row.case_id,
        cause=Cause(row.cause),
        state=State(row.state),
        region=row.region,
        opened_at=row.opened_at,
        hearing_on=row.hearing_on,
        is_heard=matter.is_heard,
        due_on=row.due_on,
        urgency=rules.urgency(row.due_on, today),
        days_left=working_days_left(row.due_on, today),
        is_mine=row.taken_by == viewer.person,
        is_taken=held and row.taken_by != viewer.person,
        bar=rules.bar_to(matter, viewer.person),
        ended_at=row.ended_at,
    )


def _matters(cases: list[Case]) -> dict[UUID, Matter]:
    whose: dict[str, Any] = {
        "worker_id__in": [case.worker_id for case in cases],
        "case_id__in": [case.id for case in cases],
    }
    said: dict[UUID, list[Opined]] = {case.id: [] for case in cases}
    rows = Opinion.objects.filter(**whose).order_by("at")
    for case_id, by, instance, look, says in rows.values_list(
        "case_id", "reviewer", "instance", "look", "says"
    ):
        said[case_id].append(Opined(by, Instance(instance), look, Says(says)))
    near: dict[UUID, set[UUID]] = {case.id: set() for case in cases}
    back = StepBack.objects.filter(**whose).exclude(why=WhyBack.AWAY)
    for case_id, by in back.values_list("case_id", "reviewer"):
        near[case_id].add(by)
    today = clock.today()
    return {
        case.id: Matter(
            state=State(case.state),
            look=case.look,
            said=tuple(said[case.id]),
            stepped_back=frozenset(near[case.id]),
            is_heard=rules.is_heard(
                ends_on=case.hearing_on, is_done=case.done_at is not None, today=today
            ),
        )
        for case in cases
    }
