"""The verbs of reviews: write, take back, answer, report, look at, decide."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from jiaxin.flows.placements import reads as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.reviews import reads, rules
from jiaxin.flows.reviews.errors import (
    AlreadyLookedAt,
    AlreadyReviewed,
    AnswerUnfit,
    NotAnswerable,
    NotWhole,
    TooLateToReview,
)
from jiaxin.flows.reviews.events import ReviewAnswered, ReviewJudged, ReviewPublished
from jiaxin.flows.reviews.models import Docket, Review, Wrote
from jiaxin.flows.reviews.reads import Told
from jiaxin.flows.reviews.rules import Answer, Ground, Question, State, Why
from jiaxin.flows.vetting import plain
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.masking import mask_numbers
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import FIRM
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import reads as persons
from jiaxin.trust.identity import services as identity

_A_DAY = timedelta(days=1)
_WRITTEN = Limit("reviews.write", 10, _A_DAY)
_ANSWERED = Limit("reviews.answer", 100, _A_DAY)
_REPORTED = Limit("reviews.report", 10, _A_DAY)


@service(Action.REVIEW_WRITE)
def write(
    actor: Actor, /, *, placement_id: UUID, answers: Mapping[Question, Answer], words: str
) -> UUID:
    """Say how a service was, once. What a person should read first waits for one."""
    known = placements.confirmed_of(actor, placement_id=placement_id)
    about(known.worker, placement=placement_id)
    spend(_WRITTEN, str(actor.person))
    identity.hold(actor, worker=known.worker)
    # Nothing is gathered about her without her authorisation.
    consent.prove(
        actor, worker=known.worker, kinds=frozenset({Kind.PLATFORM}), purpose=Purpose.CHECK
    )
    if not rules.may_write(known.over_at, clock.now()):
        raise TooLateToReview
    if not rules.is_whole(answers):
        raise NotWhole
    if Review.objects.filter(worker_id=known.worker, placement_id=placement_id).exists():
        raise AlreadyReviewed
    masked = _tidied(words)
    state = State.HELD if rules.telling(masked) else State.SHOWN
    row = Review.objects.create(
        worker_id=known.worker,
        placement_id=placement_id,
        consumer_id=known.consumer,
        firm_id=known.firm,
        trade=known.trade,
        since=known.since,
        state=state,
        said={"answers": {name.value: one.value for name, one in answers.items()}, "words": masked},
        at=clock.now(),
    )
    Wrote.objects.create(
        consumer_id=known.consumer, review_id=row.id, worker_id=row.worker_id, at=row.at
    )
    _let_it_be_read(actor, row)
    about(known.worker, review=row.id, state=state)
    return row.id


@service(Action.REVIEW_TAKE_BACK)
def take_back(actor: Actor, /, *, review_id: UUID) -> None:
    """The family takes its own back: nobody is shown it from now on."""
    worker = reads.written_by(actor, review_id=review_id)
    about(worker, review=review_id)
    row = _locked(worker, review_id)
    if not rules.may_move(State(row.state), State.TAKEN_BACK):
        raise AlreadyLookedAt
    _end(actor, row, State.TAKEN_BACK)


@service(Action.REVIEW_ANSWER)
def answer(actor: Actor, /, *, review_id: UUID, words: str) -> None:
    """Her answer, or her firm's: once each, below what the family said."""
    by_firm = actor.role in FIRM
    row = _answerable(actor, review_id)
    about(row.worker_id, review=review_id)
    spend(_ANSWERED, str(actor.acts_for if by_firm else actor.person))
    if (row.firm_at if by_firm else row.her_at) is not None:
        raise AlreadyReviewed
    masked = mask_numbers(plain.words(words[: 4 * rules.MOST_WORDS]))[: rules.MOST_WORDS]
    if rules.telling(masked):
        raise AnswerUnfit
    if by_firm:
        row.firm_answer, row.firm_at = masked, clock.now()
        row.save(update_fields=["firm_answer", "firm_at"])
    else:
        row.her_answer, row.her_at = masked, clock.now()
        row.save(update_fields=["her_answer", "her_at"])
    by = Side.FIRM if by_firm else Side.WORKER
    announce(ReviewAnswered(row.worker_id, row.id, by))
    look_again(*topics_of("worker", row.worker_id))


@service(Action.REVIEW_REPORT)
def report(actor: Actor, /, *, review_id: UUID) -> None:
    """She says that it may not stay: an officer looks. Until then it stays, or all bad would go."""
    about(actor.person, review=review_id)
    spend(_REPORTED, str(actor.person))
    row = _answerable(actor, review_id)
    put_on_docket(actor, row=row, why=Why.REPORTED)


@service(Action.REVIEW_OPEN)
def open_file(actor: Actor, /, *, review_id: UUID) -> Told:
    """An officer reads what she is to decide on: in her region, and only while it waits."""
    docket = _waiting(actor, review_id)
    about(docket.worker_id, proof=f"review:{review_id}")
    return reads.told(Review.objects.get(worker_id=docket.worker_id, id=review_id))


@service(Action.REVIEW_DECIDE)
def decide(actor: Actor, /, *, review_id: UUID, ground: Ground | None) -> State:
    """It may stay, or it may not, on this ground. Two officers never decide twice."""
    docket = _waiting(actor, review_id)
    about(docket.worker_id, proof=f"review:{review_id}", ground=ground)
    row = _locked(docket.worker_id, review_id)
    docket = _waiting(actor, review_id)  # as it stands now that nobody else moves it
    docket.closed_at, docket.closed_by = clock.now(), actor.person
    docket.save(update_fields=["closed_at", "closed_by"])
    if ground is not None:
        row.ground = ground
        _end(actor, row, State.REMOVED)
        announce(ReviewJudged(row.worker_id, row.id))
    elif row.state == State.HELD:
        row.state = State.SHOWN
        row.save(update_fields=["state"])
        announce(ReviewPublished(row.worker_id, row.id))
        announce(ReviewJudged(row.worker_id, row.id))
        look_again(*topics_of("worker", row.worker_id))
    return State(row.state)


@step
def put_on_docket(actor: Actor, /, *, row: Review, why: Why) -> None:
    """A person is to look at it. What was looked at once is not put there again."""
    Docket.objects.get_or_create(
        worker_id=row.worker_id,
        review_id=row.id,
        defaults={
            "region": persons.home_region_of(row.worker_id),
            "why": why,
            "opened_at": clock.now(),
        },
    )


@step
def close_family(actor: Actor, /, *, consumer: UUID) -> None:
    """A family's account ends: what it said stays with her, and nothing says whose it was."""
    mine = Wrote.objects.filter(consumer_id=consumer)
    for worker, review in list(mine.values_list("worker_id", "review_id")):
        Review.objects.filter(worker_id=worker, id=review).update(consumer_id=None)
    mine.delete()


def _let_it_be_read(actor: Actor, row: Review) -> None:
    """By an officer first, or by her and her firm at once."""
    if row.state == State.HELD:
        put_on_docket(actor, row=row, why=Why.WORDS)
    else:
        announce(ReviewPublished(row.worker_id, row.id))
    look_again(*topics_of("worker", row.worker_id))


def _tidied(words: str) -> str:
    """The words as they are kept; none are needed."""
    kept = plain.words(words[: 4 * rules.MOST_WORDS]) if words.strip() else ""
    return mask_numbers(kept)[: rules.MOST_WORDS]


def _answerable(actor: Actor, review_id: UUID) -> Review:
    rows = Review.objects.select_for_update().filter(id=review_id)
    if actor.role in FIRM:
        row = rows.filter(firm_id=actor.acts_for).first()
    else:
        row = rows.filter(worker_id=actor.person).first()
    if row is None or row.state == State.HELD:
        raise NotFound
    if row.state != State.SHOWN:
        raise NotAnswerable
    return row


def _locked(worker: UUID, review_id: UUID) -> Review:
    row = Review.objects.select_for_update().filter(worker_id=worker, id=review_id).first()
    if row is None:
        raise NotFound
    return row


def _waiting(actor: Actor, review_id: UUID) -> Docket:
    docket = Docket.objects.filter(review_id=review_id).first()
    if docket is None or not actor.reaches(docket.region):
        raise NotFound
    if docket.closed_at is not None:
        raise AlreadyLookedAt
    return docket


def _end(actor: Actor, row: Review, then: State) -> None:
    row.state, row.over_at = then, clock.now()
    row.save(update_fields=["state", "over_at", "ground"])
    Docket.objects.filter(worker_id=row.worker_id, review_id=row.id, closed_at=None).update(
        closed_at=clock.now()
    )
    look_again(*topics_of("worker", row.worker_id))
