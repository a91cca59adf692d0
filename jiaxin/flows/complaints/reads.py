"""Questions about complaints: one's own, as the side that one is; a desk's, by its officers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.complaints import rules
from jiaxin.flows.complaints.models import (
    Complaint,
    Evidence,
    EvidencePage,
    OfficerLook,
    Outcome,
    Statement,
    StepBack,
)
from jiaxin.flows.complaints.rules import (
    WAITING,
    Bar,
    Case,
    Finding,
    Matter,
    Part,
    Sort,
    State,
)
from jiaxin.flows.corrections.rules import Means
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.rules import Paper, Urgency, is_held, urgency
from jiaxin.ground import clock, regions
from jiaxin.ground.calendar import working_days_left
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM, Role

_PAGE = 200
_DUE_BEFORE_DECISION = {State.FILED: "answer_by", State.MEDIATING: "mediate_by"}

type Complaints = QuerySet[Complaint]


def side_of(viewer: Actor) -> Side:
    """As which side of services this viewer comes."""
    if viewer.role in FIRM:
        return Side.FIRM
    return Side.WORKER if viewer.role is Role.WORKER else Side.FAMILY


def party_of(row: Complaint, side: Side) -> UUID | None:
    """Who that side is."""
    match side:
        case Side.WORKER:
            return row.served_by_id
        case Side.FAMILY:
            return row.served_for_id
        case _:
            return row.firm_id


def part_of(row: Complaint, side: Side) -> Part | None:
    """What that side is to this complaint; None where it is no matter of its."""
    if side == row.by:
        return Part.COMPLAINS
    if side == row.against:
        return Part.ANSWERS
    return Part.MEDIATES if side is Side.FIRM and is_mediated(row) else None


def is_mediated(row: Complaint) -> bool:
    has_firm = row.firm_id is not None
    return rules.mediates(Side(row.against), Matter(row.matter), has_firm=has_firm)


@dataclass(frozen=True, slots=True)
class Brought:
    """One file: how many pages, never what is on them."""

    id: UUID
    side: Side
    paper: Paper
    pages: int
    at: datetime

    @property
    def numbers(self) -> range:
        """Its pages, counted from one."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One side's words; the department's have no side."""

    side: Side | None
    sort: Sort
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """What was decided and why; never by whom."""

    finding: Finding
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """One complaint as one of its sides, or its officer, sees it."""

    id: UUID
    placement: UUID
    part: Part | None
    by: Side
    against: Side
    matter: Matter
    state: State
    firm_name: str
    region: str
    filed_at: datetime
    answer_by: date
    mediate_by: date
    due_on: date
    urgency: Urgency
    late_at: datetime | None
    ended_at: datetime | None
    is_held: bool
    said: tuple[Said, ...]
    brought: tuple[Brought, ...]
    decided: Decided | None
    may_answer: bool
    may_propose: bool
    may_agree: bool
    has_agreed: bool
    has_room: bool
    opened: int
    opened_at: datetime | None
    # Of one's own, and for its officer: how it was filed, and what shows that she asked for it.
    means: Means
    agreed_by: str

    @property
    def short(self) -> str:
        return short_of(self.id)

    @property
    def is_criminal(self) -> bool:
        return rules.is_criminal(self.matter)

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def may_withdraw(self) -> bool:
        return self.waits and self.part is Part.COMPLAINS

    @property
    def my_turn(self) -> bool:
        return self.may_answer or self.may_propose or self.may_agree

    def words_of(self, sort: Sort) -> Said | None:
        return next((one for one in self.said if one.sort is sort), None)


def own(viewer: Actor, /, *, placement_id: UUID | None = None) -> list[View]:
    """What the viewer complains of, answers or mediates, the newest first."""
    rows = _of(viewer)
    if placement_id is not None:
        rows = rows.filter(placement_id=placement_id)
    side = side_of(viewer)
    return [view(row, side) for row in rows.order_by("-filed_at")[:_PAGE] if part_of(row, side)]


def own_one(viewer: Actor, /, *, complaint_id: UUID) -> View:
    """One of them; NotFound for what is no matter of the viewer's."""
    row, side = _of(viewer).filter(id=complaint_id).first(), side_of(viewer)
    if row is None or part_of(row, side) is None:
        raise NotFound
    return view(row, side)


def own_page(viewer: Actor, /, *, complaint_id: UUID, evidence_id: UUID, number: int) -> bytes:
    """A page that the viewer's own side brought."""
    own_one(viewer, complaint_id=complaint_id)
    side = side_of(viewer)
    if not Evidence.objects.filter(id=evidence_id, complaint_id=complaint_id, side=side).exists():
        raise NotFound
    return page_of(complaint_id, evidence_id, number)


def waiting_for(viewer: Actor, /) -> int:
    """How many wait for the viewer's own word."""
    return len(waiting_since(viewer))


def waiting_since(viewer: Actor, /) -> list[datetime]:
    """When each of those was filed, the oldest first."""
    side = side_of(viewer)
    rows = _of(viewer).filter(state__in=sorted(WAITING)).order_by("filed_at")[:_PAGE]
    return [row.filed_at for row in rows if _is_turn_of(row, part_of(row, side))]


def _is_turn_of(row: Complaint, part: Part | None) -> bool:
    return _may_answer(row, part) or _may_propose(row, part) or _may_agree(row, part)


def locked(complaint_id: UUID) -> Complaint:
    """One complaint, held until the act ends."""
    row = Complaint.objects.select_for_update().filter(id=complaint_id).first()
    if row is None:
        raise NotFound
    return row


def is_among(viewer: Actor, row: Complaint) -> bool:
    """Whether the viewer is the side as which she comes."""
    mine = viewer.acts_for if viewer.role in FIRM else viewer.person
    return party_of(row, side_of(viewer)) == mine


def has_answered(row: Complaint) -> bool:
    return Statement.objects.filter(complaint_id=row.id, sort=Sort.ANSWER).exists()


def case_of(row: Complaint) -> Case:
    """The complaint as a decision on it rests on it."""
    return _cases([row])[row.id]


def _cases(rows: Sequence[Complaint]) -> dict[UUID, Case]:
    today, ids = clock.today(), [row.id for row in rows]
    answers = Statement.objects.filter(complaint_id__in=ids, sort=Sort.ANSWER)
    answered = set(answers.values_list("complaint_id", flat=True))
    back: dict[UUID, set[UUID]] = defaultdict(set)
    for one in StepBack.objects.filter(complaint_id__in=ids):
        back[one.complaint_id].add(one.officer)
    return {
        row.id: Case(
            State(row.state),
            rules.is_heard(answered=row.id in answered, answer_by=row.answer_by, today=today),
            frozenset(back[row.id]),
            row.helper,
        )
        for row in rows
    }


def brought_in(row: Complaint) -> tuple[Brought, ...]:
    rows = Evidence.objects.filter(complaint_id=row.id).order_by("at")
    return tuple(
        Brought(one.id, Side(one.side), Paper(one.paper), one.pages, one.at) for one in rows
    )


def page_of(complaint_id: UUID, evidence_id: UUID, number: int) -> bytes:
    """One page of what was brought to this complaint."""
    row = EvidencePage.objects.filter(
        complaint_id=complaint_id, evidence_id=evidence_id, number=number
    ).first()
    if row is None:
        raise NotFound
    picture: bytes = row.picture
    return picture


def view(row: Complaint, side: Side | None) -> View:
    """The complaint as this side sees it; as its officer does, with none."""
    part = part_of(row, side) if side is not None else None
    state = State(row.state)
    brought = brought_in(row)
    looks = list(OfficerLook.objects.filter(complaint_id=row.id).order_by("-last_at"))
    decided = Outcome.objects.filter(complaint_id=row.id).first()
    mine = sum(one.side is side for one in brought)
    return View(
        id=row.id,
        placement=row.placement_id,
        part=part,
        by=Side(row.by),
        against=Side(row.against),
        matter=Matter(row.matter),
        state=state,
        firm_name=firms.named(row.firm_id).name if row.firm_id else "",
        region=row.region,
        filed_at=row.filed_at,
        answer_by=row.answer_by,
        mediate_by=row.mediate_by,
        due_on=row.due_on,
        urgency=urgency(row.due_on, clock.today()),
        late_at=row.late_at,
        ended_at=row.ended_at,
        is_held=row.is_held,
        said=_said_in(row),
        # What one side brought is for the department: the other reads the words.
        brought=tuple(one for one in brought if side is None or one.side is side),
        decided=_decided(decided) if decided else None,
        may_answer=_may_answer(row, part),
        may_propose=_may_propose(row, part),
        may_agree=_may_agree(row, part),
        has_agreed=_agreed(row, part),
        has_room=_has_room(part, state, mine),
        opened=sum(one.loads for one in looks),
        opened_at=looks[0].last_at if looks else None,
        means=Means(row.means),
        agreed_by=row.agreed_by or "" if part in {None, Part.COMPLAINS} else "",
    )


@dataclass(frozen=True, slots=True)
class OnList:
    """One complaint on a desk's list: nothing of whose it is, or what it says."""

    id: UUID
    by: Side
    against: Side
    matter: Matter
    region: str
    state: State
    filed_at: datetime
    due_on: date
    urgency: Urgency
    days_left: int
    is_mine: bool
    is_taken: bool
    is_heard: bool
    is_held: bool
    bar: Bar | None
    ended_at: datetime | None

    @property
    def short(self) -> str:
        return short_of(self.id)

    @property
    def is_criminal(self) -> bool:
        return rules.is_criminal(self.matter)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def may_be_taken(self) -> bool:
        return self.bar is None and not self.is_taken and not self.is_mine


def queue(viewer: Actor, /) -> list[OnList]:
    """What waits in this officer's region: what may be a crime first, then what is due first."""
    rows = _listed(viewer, reached(viewer).filter(ended_at=None).order_by("due_on", "id")[:_PAGE])
    return sorted(rows, key=lambda row: not row.is_criminal)


def ended(viewer: Actor, /) -> list[OnList]:
    """What ended in this officer's region, newest first."""
    rows = reached(viewer).filter(ended_at__isnull=False).order_by("-ended_at")
    return _listed(viewer, rows[:_PAGE])


def listed(viewer: Actor, /, *, complaint_id: UUID) -> OnList:
    """One complaint of this officer's region, as the list shows it."""
    found = _listed(viewer, reached(viewer).filter(id=complaint_id))
    if not found:
        raise NotFound
    return found[0]


def reached(viewer: Actor) -> Complaints:
    """The complaints of a commerce officer's region and below it. Others reach none."""
    if viewer.role is not Role.COMMERCE_OFFICER or not viewer.region:
        return Complaint.objects.none()
    return Complaint.objects.filter(region__startswith=regions.prefix_of(viewer.region))


def to_move_on(today: date) -> list[UUID]:
    """What is past a day of its clocks, and was not yet moved on for it."""
    late = Q(due_on__lt=today, late_at=None)
    silent = Q(state=State.FILED, answer_by__lt=today)
    unsettled = Q(state=State.MEDIATING, mediate_by__lt=today)
    rows = Complaint.objects.filter(late | silent | unsettled, ended_at=None).order_by("due_on")
    return list(rows.values_list("id", flat=True)[:1000])


def is_there(complaint_id: UUID) -> bool:
    """For notices: whether there is still something to read."""
    return Complaint.objects.filter(id=complaint_id).exists()


def _of(viewer: Actor) -> Complaints:
    match side_of(viewer):
        case Side.FIRM:
            return Complaint.objects.filter(firm_id=viewer.acts_for)
        case Side.WORKER:
            return Complaint.objects.filter(served_by_id=viewer.person)
        case _:
            return Complaint.objects.filter(served_for_id=viewer.person)


def _said_in(row: Complaint) -> tuple[Said, ...]:
    rows = Statement.objects.filter(complaint_id=row.id).order_by("at")
    return tuple(
        Said(Side(one.side) if one.side else None, Sort(one.sort), one.words, one.at)
        for one in rows
    )


def _decided(row: Outcome) -> Decided:
    return Decided(Finding(row.finding), row.words, row.at)


def _has_proposal(row: Complaint) -> bool:
    return Statement.objects.filter(complaint_id=row.id, sort=Sort.PROPOSAL).exists()


def _may_answer(row: Complaint, part: Part | None) -> bool:
    return part is Part.ANSWERS and State(row.state) in WAITING and not has_answered(row)


def _may_propose(row: Complaint, part: Part | None) -> bool:
    return part is Part.MEDIATES and row.state == State.MEDIATING and not _has_proposal(row)


def _may_agree(row: Complaint, part: Part | None) -> bool:
    sides = part in {Part.COMPLAINS, Part.ANSWERS}
    open_to = sides and row.state == State.MEDIATING and _has_proposal(row)
    return open_to and not _agreed(row, part)


def _agreed(row: Complaint, part: Part | None) -> bool:
    if part is Part.COMPLAINS:
        return row.subject_agreed_at is not None
    return part is Part.ANSWERS and row.other_agreed_at is not None


def _has_room(part: Part | None, state: State, mine: int) -> bool:
    sides = part in {Part.COMPLAINS, Part.ANSWERS}
    return sides and state in WAITING and mine < rules.MOST_PAPERS


def _listed(viewer: Actor, found: Complaints) -> list[OnList]:
    rows = list(found)
    cases = _cases(rows)
    return [_on_list(viewer, row, cases[row.id]) for row in rows]


def _on_list(viewer: Actor, row: Complaint, case: Case) -> OnList:
    today = clock.today()
    taken = row.taken_at is not None and is_held(clock.day_of(row.taken_at), today)
    due = getattr(row, _DUE_BEFORE_DECISION.get(case.state, "due_on"))
    return OnList(
        id=row.id,
        by=Side(row.by),
        against=Side(row.against),
        matter=Matter(row.matter),
        region=row.region,
        state=case.state,
        filed_at=row.filed_at,
        due_on=due,
        urgency=urgency(due, today),
        days_left=working_days_left(due, today),
        is_mine=row.taken_by == viewer.person,
        is_taken=taken and row.taken_by != viewer.person,
        is_heard=case.is_heard,
        is_held=row.is_held,
        bar=rules.bar_to_take(case, viewer.person),
        ended_at=row.ended_at,
    )
