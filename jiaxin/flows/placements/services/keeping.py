"""What happens to placements by themselves: time, a certificate, the end of a record or account."""

from uuid import UUID

from django.db.models import Q

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.placements import reads, rules
from jiaxin.flows.placements.events import CertificateOut
from jiaxin.flows.placements.models import Placement, Served
from jiaxin.flows.placements.rules import Side, State
from jiaxin.flows.placements.services import moving
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step

AT_ONCE = 500


@service(Action.PLACEMENT_SETTLE)
def settle_past(actor: Actor, /) -> int:
    """What time has ended already in every read is written down as over; how many at once."""
    past = Q(state=State.PROPOSED, lapses_at__lte=clock.now()) | Q(
        state=State.CONFIRMED, until__lt=clock.today()
    )
    rows = list(Placement.objects.select_for_update(skip_locked=True).filter(past)[:AT_ONCE])
    for row in rows:
        moving.put(actor, row=row, then=reads.state_of(row), by=Side.TIME)
    return len(rows)


@service(Action.PLACEMENT_TELL)
def tell_of_certificate(actor: Actor, /, *, worker: UUID) -> None:
    """Tell the families that she serves once when it goes out of force: no reason, no more."""
    about(worker)
    is_out = not certificates.has_certificate(worker) or (
        certificates.status_of(worker) is not Status.VALID
    )
    rows = Placement.objects.select_for_update().filter(worker_id=worker, state=State.CONFIRMED)
    for row in rows:
        if (row.told_out_at is not None) == is_out or reads.state_of(row) is not State.CONFIRMED:
            continue
        row.told_out_at = clock.now() if is_out else None
        row.save(update_fields=["told_out_at"])
        if is_out:
            told = CertificateOut(worker_id=worker, placement_id=row.id, told_id=new_id())
            announce(told)
        moving.wake(actor, row=row)


@step
def close_worker(actor: Actor, /, *, worker: UUID) -> None:
    """Her record is deleted: what waits is declined, what lasts is over."""
    _close(actor, Placement.objects.filter(worker_id=worker), Side.WORKER)


@step
def close_family(actor: Actor, /, *, consumer: UUID) -> None:
    """A family's account ends: what is open ends with it, and nothing finds its services."""
    mine = Served.objects.filter(consumer_id=consumer)
    for worker, placement in list(mine.values_list("worker_id", "placement_id")):
        _close(actor, Placement.objects.filter(worker_id=worker, id=placement), Side.FAMILY)
    mine.delete()


def _close(actor: Actor, rows: "reads.Placements", by: Side) -> None:
    for row in rows.select_for_update().filter(state__in=sorted(rules.OPEN)):
        was = reads.state_of(row)
        if was in rules.OVER:
            moving.put(actor, row=row, then=was, by=Side.TIME)
        else:
            moving.put(
                actor,
                row=row,
                then=State.ENDED if was is State.CONFIRMED else State.DECLINED,
                by=by,
            )
