"""How a placement moves: in one place, with the tables that find it and the pages that wait."""

from uuid import UUID

from jiaxin.flows.placements import reads, rules
from jiaxin.flows.placements.errors import PlacementOver
from jiaxin.flows.placements.events import PlacementEnded
from jiaxin.flows.placements.models import Arranged, Offer, Placement, Served
from jiaxin.flows.placements.rules import Side, State
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again, step

_SAID = [
    "state",
    "consumer_id",
    "called",
    "tail",
    "lapses_at",
    "worker_said_at",
    "family_said_at",
    "over_at",
    "over_by",
]


@step
def move(actor: Actor, /, *, row: Placement, then: State, by: Side) -> None:
    """Put it there, from where it stands at this moment; PlacementOver where it cannot go."""
    was = reads.state_of(row)
    if not rules.may_move(was, then):
        raise PlacementOver
    put(actor, row=row, then=then, by=by)


@step
def put(actor: Actor, /, *, row: Placement, then: State, by: Side) -> None:
    """The move itself, with all that follows from it."""
    stood = State(row.state) is State.CONFIRMED
    row.state = then
    if then in rules.OVER:
        row.over_at, row.over_by = clock.now(), by
    save(actor, row=row)
    if then is not State.PROPOSED:
        Offer.objects.filter(worker_id=row.worker_id, placement_id=row.id).delete()
    if then in rules.OVER:
        for narrow in (Served, Arranged):
            found = narrow.objects.filter(worker_id=row.worker_id, placement_id=row.id)
            found.update(over_at=row.over_at)
        if stood:
            announce(PlacementEnded(worker_id=row.worker_id, placement_id=row.id))


@step
def save(actor: Actor, /, *, row: Placement) -> None:
    """Keep what was said of it, and have the pages of all three look again."""
    row.save(update_fields=_SAID)
    wake(actor, row=row)


@step
def wake(actor: Actor, /, *, row: Placement) -> None:
    """The pages that may show it."""
    topics = [*topics_of("worker", row.worker_id), *topics_of("placement", row.id)]
    if row.firm_id is not None:
        topics += topics_of("firm", row.firm_id)
    look_again(*topics)


@step
def locked(actor: Actor, /, *, worker: UUID, placement_id: UUID) -> Placement | None:
    """One placement, held until this act ends."""
    rows = Placement.objects.select_for_update()
    return rows.filter(worker_id=worker, id=placement_id).first()


@step
def settle_lapsed(actor: Actor, /, *, worker: UUID, consumer: UUID | None) -> None:
    """What lapsed between the two by time alone makes room for a new one."""
    rows = Placement.objects.select_for_update().filter(
        worker_id=worker, consumer_id=consumer, state__in=sorted(rules.OPEN)
    )
    for row in rows:
        now_at = reads.state_of(row)
        if now_at is not State(row.state):
            put(actor, row=row, then=now_at, by=Side.TIME)
