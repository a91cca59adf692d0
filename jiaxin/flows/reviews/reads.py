"""Questions about reviews: a family's own, hers, her firm's; what an approved viewer is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.placements.errors import NotConfirmed
from jiaxin.flows.queries.ports import ReviewShown
from jiaxin.flows.reviews import rules
from jiaxin.flows.reviews.models import Docket, Review, Wrote
from jiaxin.flows.reviews.rules import Answer, Ground, Question, Said, State, Why
from jiaxin.ground import clock, regions
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof

_SHOWN = 100


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One review as those whom it concerns see it. `is_reported`: an officer looks at it."""

    id: UUID
    placement: UUID
    trade: Trade
    since: date
    state: State
    said: Said
    her_answer: str
    firm_answer: str
    firm_name: str
    at: datetime
    ground: Ground | None
    is_reported: bool


def said_in(row: Review) -> Said:
    kept = opened(row, "said", None) or {"answers": {}, "words": ""}
    answers = {Question(name): Answer(value) for name, value in kept["answers"].items()}
    return Said(answers, kept["words"])


def shown(proof: ConsentProof) -> tuple[ReviewShown, ...]:
    """What whoever she allowed to look is shown: the newest first, and of no family its name."""
    worker = consents.whose(proof)
    return tuple(
        ReviewShown(
            id=one.id,
            trade=one.trade,
            since=one.since,
            answers=tuple(one.said.answers.items()),
            words=one.said.words,
            her_answer=one.her_answer,
            firm_answer=one.firm_answer,
            firm_name=one.firm_name,
            at=one.at,
        )
        for one in _told(_shown_of(worker))
    )


@compiled
def _shown_of(worker: UUID) -> QuerySet[Review]:
    rows = Review.objects.filter(worker_id=worker, state=State.SHOWN)
    return rows.order_by("-at")[:_SHOWN]


def of_worker(viewer: Actor, /) -> list[Told]:
    """Every review of her that is shown, the newest first. What waits for an officer is not."""
    return _told(_shown_of(viewer.person))


def one_of_hers(viewer: Actor, /, *, review_id: UUID) -> Told:
    row = Review.objects.filter(worker_id=viewer.person, id=review_id, state=State.SHOWN).first()
    if row is None:
        raise NotFound
    return _told([row])[0]


def of_placement(viewer: Actor, /, *, placement_id: UUID) -> Told | None:
    """What the family itself wrote of this service; None while it wrote nothing."""
    worker = placements.worker_of_family(viewer, placement_id)
    if worker is None:
        return None
    row = Review.objects.filter(
        worker_id=worker, placement_id=placement_id, consumer_id=viewer.person
    ).first()
    return _told([row])[0] if row else None


def may_write(viewer: Actor, /, *, placement_id: UUID) -> bool:
    """Whether the family may still say how it was."""
    try:
        known = placements.confirmed_of(viewer, placement_id=placement_id)
    except NotConfirmed:
        return False
    written = Review.objects.filter(worker_id=known.worker, placement_id=placement_id).exists()
    return not written and rules.may_write(known.over_at, clock.now())


def of_firm(viewer: Actor, /) -> list[Told]:
    """Reviews of services that the viewer's firm arranged, shown ones, the newest first."""
    rows = Review.objects.filter(firm_id=viewer.acts_for, state=State.SHOWN)
    return _told(list(rows.order_by("-at")[:_SHOWN]))


def one_of_firms(viewer: Actor, /, *, review_id: UUID) -> Told:
    row = Review.objects.filter(firm_id=viewer.acts_for, id=review_id, state=State.SHOWN).first()
    if row is None:
        raise NotFound
    return _told([row])[0]


def unanswered_by_her(viewer: Actor, /) -> int:
    """How many she has not answered."""
    return Review.objects.filter(worker_id=viewer.person, state=State.SHOWN, her_at=None).count()


@dataclass(frozen=True, slots=True)
class Sides:
    """For the messages: whom one review concerns, and how far it got; none of its words."""

    consumer: UUID | None
    firm: UUID | None
    placement: UUID
    state: State
    ground: Ground | None
    she_answered: bool
    firm_answered: bool


def sides(worker: UUID, review: UUID) -> Sides | None:
    """None once it is erased."""
    row = Review.objects.filter(worker_id=worker, id=review).first()
    if row is None:
        return None
    return Sides(
        consumer=row.consumer_id,
        firm=row.firm_id,
        placement=row.placement_id,
        state=State(row.state),
        ground=Ground(row.ground) if row.ground else None,
        she_answered=row.her_at is not None,
        firm_answered=row.firm_at is not None,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One review on an officer's list: why a person looks, and nothing of what it says."""

    id: UUID
    region: str
    why: Why
    opened_at: datetime


def queue(viewer: Actor, /) -> list[Waiting]:
    """What waits in the officer's region, the oldest first."""
    if viewer.role is not Role.COMMERCE_OFFICER:
        raise NotFound
    rows = Docket.objects.filter(closed_at=None).order_by("opened_at")
    rows = rows.filter(region__startswith=regions.prefix_of(viewer.region))
    return [Waiting(row.review_id, row.region, Why(row.why), row.opened_at) for row in rows[:200]]


def told(row: Review) -> Told:
    """One, for a service that has looked whose it is."""
    return _told([row])[0]


def written_by(viewer: Actor, /, *, review_id: UUID) -> UUID:
    """The worker whom a family's own review is about; NotFound for another's."""
    place = Wrote.objects.filter(consumer_id=viewer.person, review_id=review_id).first()
    if place is None:
        raise NotFound
    return place.worker_id


def _told(rows: list[Review]) -> list[Told]:
    if not rows:
        return []  # of most workers nothing was written yet
    names = firms.names_of({row.firm_id for row in rows if row.firm_id is not None})
    open_ones = set(
        Docket.objects.filter(
            worker_id__in={row.worker_id for row in rows},
            review_id__in=[row.id for row in rows],
            closed_at=None,
        ).values_list("review_id", flat=True)
    )
    return [
        Told(
            id=row.id,
            placement=row.placement_id,
            trade=Trade(row.trade),
            since=row.since,
            state=State(row.state),
            said=said_in(row),
            her_answer=opened(row, "her_answer", "") or "",
            firm_answer=opened(row, "firm_answer", "") or "",
            firm_name=names[row.firm_id].name if row.firm_id in names else "",
            at=row.at,
            ground=Ground(row.ground) if row.ground else None,
            is_reported=row.id in open_ones,
        )
        for row in rows
    ]
