"""Answering and ending a service: by whose yes it stands, and whose word is enough to end it."""

from uuid import UUID

from jiaxin.flows.placements import reads, rules
from jiaxin.flows.placements.errors import AlreadyOpen, AlreadySaid, PlacementOver
from jiaxin.flows.placements.events import PlacementConfirmed, PlacementPutToFamily
from jiaxin.flows.placements.models import Arranged, Offer, Placement
from jiaxin.flows.placements.rules import Side, State
from jiaxin.flows.placements.services import moving
from jiaxin.flows.placements.services.beginning import find_by_family
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import services as persons


@service(Action.PLACEMENT_ANSWER)
def confirm(actor: Actor, /, *, placement_id: UUID, called: str = "") -> None:
    """Say yes. A family that a firm named by its phone says here what it wants to be called."""
    row, side = _mine(actor, placement_id)
    about(row.worker_id, placement=row.id, side=side)
    if reads.state_of(row) is not State.PROPOSED:
        raise PlacementOver
    if side is Side.WORKER:
        _she_says_yes(row)
    else:
        _family_says_yes(actor, row, called)
    if not rules.stands(row.worker_said_at, row.family_said_at):
        moving.save(actor, row=row)
        return
    moving.move(actor, row=row, then=State.CONFIRMED, by=side)
    announce(PlacementConfirmed(worker_id=row.worker_id, placement_id=row.id))


@service(Action.PLACEMENT_ANSWER)
def decline(actor: Actor, /, *, placement_id: UUID) -> None:
    """Say no, or that what one said oneself does not hold. No reason is asked."""
    row, side = _mine(actor, placement_id)
    about(row.worker_id, placement=row.id, side=side)
    begun_it = row.begun_by == side
    moving.move(actor, row=row, then=State.TAKEN_BACK if begun_it else State.DECLINED, by=side)


@service(Action.PLACEMENT_ANSWER)
def take_back(actor: Actor, /, *, placement_id: UUID) -> None:
    """The firm changes its mind, while the two have not both said yes."""
    place = Arranged.objects.filter(firm_id=actor.acts_for, placement_id=placement_id).first()
    row = moving.locked(actor, worker=place.worker_id, placement_id=placement_id) if place else None
    if row is None:
        raise NotFound
    about(row.worker_id, placement=row.id)
    moving.move(actor, row=row, then=State.TAKEN_BACK, by=Side.FIRM)


@service(Action.PLACEMENT_END)
def end(actor: Actor, /, *, placement_id: UUID) -> None:
    """It is over: either of the two says so, and no more is asked."""
    row, side = _mine(actor, placement_id)
    about(row.worker_id, placement=row.id, side=side)
    moving.move(actor, row=row, then=State.ENDED, by=side)


def _mine(actor: Actor, placement_id: UUID) -> tuple[Placement, Side]:
    """The viewer's own placement, held; another's is not found."""
    side = Side.WORKER if actor.role is Role.WORKER else Side.FAMILY
    worker = actor.person if side is Side.WORKER else reads.worker_of_family(actor, placement_id)
    if worker is None:
        raise NotFound
    persons.hold(actor, worker=worker)
    row = moving.locked(actor, worker=worker, placement_id=placement_id)
    # Another account with the same phone may have answered a firm's offer first.
    if row is None or (side is Side.FAMILY and row.consumer_id not in {None, actor.person}):
        raise NotFound
    return row, side


def _she_says_yes(row: Placement) -> None:
    if row.worker_said_at is not None:
        raise AlreadySaid
    row.worker_said_at = clock.now()
    if row.family_said_at is None:
        row.lapses_at = clock.now() + rules.CONFIRM_WITHIN
        Offer.objects.filter(worker_id=row.worker_id, placement_id=row.id).update(is_put=True)
        announce(PlacementPutToFamily(worker_id=row.worker_id, placement_id=row.id))


def _family_says_yes(actor: Actor, row: Placement, called: str) -> None:
    if row.family_said_at is not None:
        raise AlreadySaid
    if row.consumer_id is None:
        moving.settle_lapsed(actor, worker=row.worker_id, consumer=actor.person)
        if reads.open_between(row.worker_id, actor.person) is not None:
            raise AlreadyOpen
        me = persons.call_myself(actor, name=called)
        row.consumer_id, row.called, row.tail = actor.person, me.called, me.tail
        find_by_family(actor, row=row, consumer=actor.person)
    row.family_said_at = clock.now()
