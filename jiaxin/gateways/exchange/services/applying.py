"""Rows applied exactly once: the cursor moves in the transaction that applies what is before it."""

from uuid import UUID

from django.db import connection
from django.db.models import F

from jiaxin.gateways.exchange import adapters, rules, takers
from jiaxin.gateways.exchange.models import Inbound, Part, Party, Quarantined
from jiaxin.gateways.exchange.reading import Amiss, Sorted
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.rules import Arrival, Lot, PartySort, State, Tale
from jiaxin.gateways.exchange.takers import From, Taken
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service

# Compatible with itself and with counting on; not with `stop`, which holds the row whole.
_NOT_STOPPED_MEANWHILE = "SELECT FROM exchange_inbound WHERE id = %s FOR KEY SHARE"


@service(Action.MESSAGE_APPLY)
def apply(
    actor: Actor, /, *, inbound: UUID, part: int, first: int, count: int, rows: Sorted
) -> bool:
    """Apply the next rows of a part. False when somebody else has done so.

    The part is held until this act ends, the message only against what would stop it: two may work
    at two parts of one message.
    """
    place = Part.objects.select_for_update().get(inbound_id=inbound, number=part)
    with connection.cursor() as cursor:
        cursor.execute(_NOT_STOPPED_MEANWHILE, [inbound])
    message = Inbound.objects.get(id=inbound)
    about(message.party_id, message=inbound, part=part, first=first, count=count)
    if message.state != State.TAKEN or place.next_row != first:
        return False

    taken = _take(actor, message, rows)
    told = [_aside(message, one, Tale.TOLD) for one in rows.amiss]
    lines = {one.number: one.line for one in rows.good} if taken.set_aside else {}
    ours = [
        _aside(message, Amiss(number, code, "", lines[number]), Tale.OURS)
        for number, code in taken.set_aside
    ]
    if not message.is_dry_run:
        Quarantined.objects.bulk_create([*told, *ours], ignore_conflicts=True)
        _note_fixed(message, rows)
    place.next_row = first + count
    place.save(update_fields=["next_row"])
    # From here on, to the end of this act, whoever else works at the message waits.
    Inbound.objects.filter(id=inbound).update(
        taken=F("taken") + count - len(told),
        quarantined=F("quarantined") + len(told),
        applied=F("applied") + taken.applied,
    )
    _move_on(Inbound.objects.get(id=inbound))
    return True


@service(Action.MESSAGE_APPLY)
def stop(actor: Actor, /, *, inbound: UUID, code: str) -> None:
    """It cannot be worked through for a cause that no row has; it may be taken up again."""
    message = Inbound.objects.select_for_update().filter(id=inbound).get()
    about(message.party_id, message=inbound, code=code)
    if rules.may_move(State(message.state), State.STOPPED):
        message.state, message.stopped_for = State.STOPPED, code
        message.save(update_fields=["state", "stopped_for"])


def _take(actor: Actor, message: Inbound, rows: Sorted) -> Taken:
    if message.is_dry_run or not rows.good:
        return Taken(0)
    adapter = adapters.of(message.kind)
    taker = takers.of(adapter.taker)
    if taker is None:
        return Taken(0, tuple((one.number, RowFault.NO_TAKER) for one in rows.good))
    return taker(actor, sender=_from(message), adapter=adapter, rows=rows.good)


def _note_fixed(message: Inbound, rows: Sorted) -> None:
    """Rows that mend others: those wait no longer, and what they held is erased."""
    if message.fixes is None:
        return
    fixed = [one.row["fixes"] for one in rows.good if one.row.get("fixes") is not None]
    Quarantined.objects.filter(
        party_id=message.party_id,
        inbound_id__in=Inbound.objects.filter(
            party_id=message.party_id, sent_as=message.fixes
        ).values("id"),
        row__in=fixed,
        lot=Lot.WAITING,
    ).update(lot=Lot.FIXED, content=None, settled_at=clock.now())


def _from(message: Inbound) -> From:
    party = Party.objects.get(id=message.party_id)
    return From(
        party_id=party.id,
        party=party.name,
        title=party.title,
        sort=PartySort(party.sort),
        arrival=Arrival(message.arrival),
        inbound=message.id,
        message=message.sent_as,
        received_at=message.received_at,
    )


def _aside(message: Inbound, one: Amiss, tale: Tale) -> Quarantined:
    # What is no text is kept as its bytes in hexadecimal, so that it can be shown to its sender.
    text = one.line.decode("utf-8", errors="backslashreplace")
    return Quarantined(
        party_id=message.party_id,
        inbound_id=message.id,
        row=one.number,
        code=one.code,
        column=one.column,
        tale=tale,
        lot=Lot.WAITING,
        content=text or None,
        at=clock.now(),
    )


def _move_on(message: Inbound) -> None:
    if message.quarantined > rules.MOST_QUARANTINED:
        message.state, message.stopped_for = State.STOPPED, "too_many_faults"
        message.save(update_fields=["state", "stopped_for"])
        return
    if message.taken + message.quarantined < message.rows:
        return
    message.state, message.settled_at = State.DONE, clock.now()
    message.save(update_fields=["state", "settled_at"])
    # What was opened is in the record or in quarantine; what came is kept no longer than that.
    Part.objects.filter(inbound_id=message.id).update(sealed=None)
