"""Beginning a service: from a look, by either of its two; or by a firm, for one of its staff."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.placements import reads, rules
from jiaxin.flows.placements.errors import AlreadyOpen, LookTooOld, OwnPhone, WrongDays
from jiaxin.flows.placements.events import PlacementPutToFamily, PlacementPutToWorker
from jiaxin.flows.placements.models import Arranged, Offer, Placement, Served
from jiaxin.flows.placements.rules import Side, State
from jiaxin.flows.placements.services import moving
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.errors import Blocked
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.people import read_phone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend_each, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as persons

_A_DAY = timedelta(days=1)
_PER_PERSON = Limit("placement.person", 20, _A_DAY)
# Each may reach the other side by message: nobody may do that to her all day.
_PER_PAIR = Limit("placement.pair", 3, _A_DAY)
_PER_FIRM = Limit("placement.firm", 500, _A_DAY)
_PER_PHONE = Limit("placement.phone", 5, _A_DAY)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a service is said to be: its work and its days."""

    trade: Trade
    since: date
    until: date | None = None


@service(Action.PLACEMENT_BEGIN)
def begin_from_look(actor: Actor, /, *, query_id: UUID, terms: Terms) -> UUID:
    """Say that a service begins, from a look of the two; the other side is asked to confirm."""
    seen = queries.seen(actor, query_id=query_id)
    about(seen.worker, query=query_id)
    _check(terms)
    spend_each((_PER_PERSON, str(actor.person)), (_PER_PAIR, f"{seen.worker}{seen.consumer}"))
    if seen.at is None or not rules.may_begin_from(seen.at, clock.now()):
        raise LookTooOld
    by_worker = actor.person == seen.worker
    if not by_worker and queries.is_blocked(seen.worker, seen.consumer):
        raise Blocked
    persons.hold(actor, worker=seen.worker)
    _make_room(actor, seen.worker, seen.consumer)
    row = _row(terms, worker=seen.worker, by=Side.WORKER if by_worker else Side.FAMILY)
    row.consumer_id, row.query_id = seen.consumer, query_id
    row.called, row.tail = seen.called, seen.tail
    if by_worker:
        row.worker_said_at = row.begun_at
    else:
        row.family_said_at = row.begun_at
    row.save(force_insert=True)
    find_by_family(actor, row=row, consumer=seen.consumer)
    put_to = PlacementPutToFamily if by_worker else PlacementPutToWorker
    announce(put_to(worker_id=row.worker_id, placement_id=row.id))
    about(seen.worker, placement=row.id, trade=terms.trade)
    moving.wake(actor, row=row)
    return row.id


@service(Action.PLACEMENT_BEGIN)
def begin_for_staff(actor: Actor, /, *, engagement_id: UUID, phone: str, terms: Terms) -> UUID:
    """A firm sends one of its workers to a family: she is asked first, then the family."""
    place = engagements.place_of(actor, engagement_id)
    number = read_phone(phone)
    about(place.worker_id, engagement=engagement_id)
    _check(terms)
    digest = identity.phone_digest(number)
    spend_each((_PER_FIRM, str(actor.acts_for)), (_PER_PHONE, digest.hex()))
    if digest == identity.contact_digest(place.worker_id):
        raise OwnPhone
    persons.hold(actor, worker=place.worker_id)
    _make_room_for_offer(actor, place.worker_id, digest)
    row = _row(terms, worker=place.worker_id, by=Side.FIRM)
    row.firm_id, row.engagement_id = actor.acts_for, engagement_id
    row.save(force_insert=True)
    Arranged.objects.create(
        firm_id=actor.acts_for, placement_id=row.id, worker_id=row.worker_id, at=row.begun_at
    )
    Offer.objects.create(
        worker_id=row.worker_id,
        placement_id=row.id,
        phone=number,
        phone_digest=digest,
        at=row.begun_at,
    )
    announce(PlacementPutToWorker(worker_id=row.worker_id, placement_id=row.id))
    about(place.worker_id, placement=row.id, trade=terms.trade)
    moving.wake(actor, row=row)
    return row.id


@step
def find_by_family(actor: Actor, /, *, row: Placement, consumer: UUID) -> None:
    """From now on the family's own list has it."""
    Served.objects.get_or_create(
        consumer_id=consumer,
        placement_id=row.id,
        defaults={"worker_id": row.worker_id, "at": clock.now()},
    )


def _check(terms: Terms) -> None:
    if not rules.days_are_right(terms.since, terms.until, clock.today()):
        raise WrongDays


def _row(terms: Terms, *, worker: UUID, by: Side) -> Placement:
    now = clock.now()
    return Placement(
        worker_id=worker,
        trade=terms.trade,
        begun_by=by,
        state=State.PROPOSED,
        since=terms.since,
        until=terms.until,
        begun_at=now,
        lapses_at=now + rules.CONFIRM_WITHIN,
    )


def _make_room(actor: Actor, worker: UUID, consumer: UUID) -> None:
    moving.settle_lapsed(actor, worker=worker, consumer=consumer)
    if reads.open_between(worker, consumer) is not None:
        raise AlreadyOpen


def _make_room_for_offer(actor: Actor, worker: UUID, digest: bytes) -> None:
    for offer in Offer.objects.filter(worker_id=worker, phone_digest=digest):
        row = moving.locked(actor, worker=worker, placement_id=offer.placement_id)
        if row is None or reads.state_of(row) is State.PROPOSED:
            raise AlreadyOpen
        moving.put(actor, row=row, then=State.LAPSED, by=Side.TIME)
