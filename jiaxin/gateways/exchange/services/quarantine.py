"""Rows that wait in quarantine: tried again after a fault of ours was mended."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jiaxin.gateways.exchange import adapters, takers
from jiaxin.gateways.exchange.models import Inbound, Party, Quarantined
from jiaxin.gateways.exchange.reading import By, sort
from jiaxin.gateways.exchange.rules import Arrival, Lot, PartySort
from jiaxin.gateways.exchange.takers import From
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many rows went on their way, and how many wait still."""

    replayed: int
    waiting: int


@service(Action.QUARANTINE_REPLAY)
def replay(actor: Actor, /, *, rows: Sequence[UUID]) -> Replayed:
    """Try these rows again. Each goes its way once: what was replayed is marked in the same act."""
    waiting = Quarantined.objects.select_for_update().filter(id__in=rows, lot=Lot.WAITING)
    by_message: dict[UUID, list[Quarantined]] = defaultdict(list)
    for row in waiting.order_by("inbound_id", "row"):
        by_message[row.inbound_id].append(row)
    gone: list[UUID] = []
    for inbound, held in by_message.items():
        gone += _replay(actor, Inbound.objects.select_for_update().get(id=inbound), held)
    grounds("quarantine", replayed=len(gone), of=len(rows))
    Quarantined.objects.filter(id__in=gone).update(
        lot=Lot.REPLAYED, content=None, settled_at=clock.now()
    )
    return Replayed(len(gone), len(rows) - len(gone))


def _replay(actor: Actor, message: Inbound, held: list[Quarantined]) -> list[UUID]:
    adapter = adapters.of(message.kind)
    taker = takers.of(adapter.taker)
    party = Party.objects.get(id=message.party_id)
    if taker is None or party.revoked_at is not None:
        return []
    sender = From(
        party_id=party.id,
        party=party.name,
        title=party.title,
        sort=PartySort(party.sort),
        arrival=Arrival(message.arrival),
        inbound=message.id,
        message=message.sent_as,
        received_at=message.received_at,
    )
    by = By(sender.sort, party.region)
    gone: list[UUID] = []
    for one in held:
        given = sort(adapter, [(one.content or "").encode()], one.row, by)
        if not given.good:
            continue
        taken = taker(actor, sender=sender, adapter=adapter, rows=given.good)
        if not taken.set_aside:
            gone.append(one.id)
            message.applied += taken.applied
            message.taken += 1 if one.tale == "told" else 0
            message.quarantined -= 1 if one.tale == "told" else 0
    message.save(update_fields=["applied", "taken", "quarantined"])
    return gone
