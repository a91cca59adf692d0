"""What comes in by the exchange's own door: a live push, a batch's manifest, its parts."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from jiaxin.gateways.exchange import adapters, rules
from jiaxin.gateways.exchange.batches import Manifest
from jiaxin.gateways.exchange.errors import (
    ExchangeRefusal,
    MessageIdReused,
    NoSuchBatch,
    NoSuchService,
    Replayed,
    SequenceReused,
    ServiceNotAgreed,
)
from jiaxin.gateways.exchange.events import MessageTaken
from jiaxin.gateways.exchange.inbound import Sender, Signed
from jiaxin.gateways.exchange.models import Inbound, Nonce, Part
from jiaxin.gateways.exchange.rules import Arrival, State
from jiaxin.ground import clock
from jiaxin.ground.errors import TooManyTries
from jiaxin.ground.events import announce
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, refuse_after_commit, service, spend, step
from jiaxin.trust.access.limits import Limit

_DAY = timedelta(days=1)


@service(Action.MESSAGE_TAKE)
def take_live(
    actor: Actor,
    /,
    *,
    signed: Signed,
    kind: str,
    rows: int,
    digest: str,
    sealed: bytes,
    fixes: UUID | None,
    fault: ExchangeRefusal | None,
) -> UUID | None:
    """Take a live push: kept sealed as it came, worked through by a job a moment later.

    `digest` is a keyed one of what was sealed; `fault` is what was found wrong with it, refused
    only once the signature's nonce is used up.
    """

    def taken() -> UUID:
        if fault is not None:
            raise fault
        _may_send(signed.sender, kind, rows)
        known = Inbound.objects.filter(party_id=signed.sender.id, sent_as=signed.message_id).first()
        if known is not None:
            return _same(known, kind, digest).id
        row = _new(
            signed.sender, signed.message_id, kind, Arrival.LIVE, digest, signed.evidence, rows, 1
        )
        row.suite = signed.suite
        row.state, row.fixes = State.TAKEN, fixes
        row.save(force_insert=True)
        _only_part(row, sealed)
        announce(MessageTaken(inbound_id=row.id))
        return row.id

    return once(actor, signed=signed, act=taken, details={"kind": kind})


@service(Action.BATCH_OPEN)
def open_batch(actor: Actor, /, *, signed: Signed, manifest: Manifest) -> UUID | None:
    """Take a batch's manifest that was posted; its parts are to follow."""

    def opened() -> UUID:
        return _open(signed.sender, manifest, Arrival.UPLOAD)

    return once(actor, signed=signed, act=opened, details={"kind": manifest.kind})


@service(Action.BATCH_OPEN)
def open_folder_batch(actor: Actor, /, *, sender: Sender, manifest: Manifest) -> UUID:
    """Take a batch's manifest that lay in the party's folder."""
    about(sender.id, kind=manifest.kind, digest=manifest.digest)
    return _open(sender, manifest, Arrival.FOLDER)


@service(Action.MESSAGE_TAKE)
def refuse(actor: Actor, /, *, signed: Signed, fault: ExchangeRefusal) -> None:
    """Signed, and not as it must be: the signature is used up all the same."""

    def refused() -> None:
        raise fault

    once(actor, signed=signed, act=refused)


@service(Action.BATCH_PART)
def note_part(actor: Actor, /, *, signed: Signed, number: int) -> UUID | None:
    """A part was posted and lies in the spool, whole; with the last one the batch is taken."""

    def noted() -> UUID:
        row = _batch(signed.sender, signed.message_id)
        _here(row, number)
        return row.id

    return once(actor, signed=signed, act=noted, details={"part": number})


@service(Action.BATCH_PART)
def note_folder_parts(actor: Actor, /, *, sender: Sender, message_id: UUID) -> UUID:
    """All parts of a batch from a folder lie in the spool."""
    about(sender.id)
    row = _batch(sender, message_id)
    missing = Part.objects.filter(inbound_id=row.id, here_at=None)
    for number in missing.values_list("number", flat=True):
        _here(row, number)
    return row.id


@service(Action.EXCHANGE_ASK)
def note_ask(actor: Actor, /, *, signed: Signed, fault: ExchangeRefusal | None) -> None:
    """A party asks how its messages are."""

    def noted() -> None:
        if fault is not None:
            raise fault

    once(actor, signed=signed, act=noted)


@service(Action.MESSAGE_TAKE)
def note_refused(actor: Actor, /, *, sender: Sender, fault: ExchangeRefusal) -> None:
    """A batch in a folder was refused: the trail and the count keep it."""
    about(sender.id)
    _count(sender.id, fault.code)
    refuse_after_commit(fault)


@step
def once(
    actor: Actor,
    /,
    *,
    signed: Signed,
    act: Callable[[], UUID | None],
    details: Mapping[str, Any] = MappingProxyType({}),
) -> UUID | None:
    """Do what a signed request asks, once. A refusal keeps the nonce, and is counted."""
    sender = signed.sender
    about(sender.id, key=signed.kid, digest=signed.digest, **details)
    spend(Limit("exchange", sender.messages_a_minute, timedelta(minutes=1)), str(sender.id))
    now = clock.now()
    Nonce.objects.filter(until__lt=now).delete()
    # The limit's lock lets one request of a party in at a time, so nobody comes between.
    if Nonce.objects.filter(kid=signed.kid, nonce=signed.nonce).exists():
        _count(sender.id, Replayed.code)
        refuse_after_commit(Replayed())
        return None
    Nonce.objects.create(kid=signed.kid, nonce=signed.nonce, until=now + rules.NONCES_KEPT)
    try:
        return act()
    except (ExchangeRefusal, TooManyTries) as refusal:
        _count(sender.id, refusal.code)
        refuse_after_commit(refusal)
        return None


def _may_send(sender: Sender, kind: str, rows: int) -> None:
    if kind not in adapters.every():
        raise NoSuchService
    if kind not in sender.services:
        raise ServiceNotAgreed
    if (closed := adapters.of(kind).closed()) is not None:
        raise closed
    today = Inbound.objects.filter(
        party_id=sender.id, received_at__gt=clock.now() - _DAY
    ).aggregate(rows=Sum("rows"))
    if (today["rows"] or 0) + rows > sender.rows_a_day:
        raise TooManyTries(retry_after=3600)


def _same(known: Inbound, kind: str, digest: str) -> Inbound:
    if (known.kind, known.digest) != (kind, digest):
        raise MessageIdReused
    return known


def _new(
    sender: Sender,
    message_id: UUID,
    kind: str,
    arrival: Arrival,
    digest: str,
    evidence: str,
    rows: int,
    parts: int,
) -> Inbound:
    now = clock.now()
    return Inbound(
        party_id=sender.id,
        sent_as=message_id,
        kind=kind,
        arrival=arrival,
        digest=digest,
        signed=evidence[:4000],
        made_at=now,
        received_at=now,
        state=State.RECEIVING,
        parts=parts,
        rows=rows,
    )


def _only_part(row: Inbound, sealed: bytes) -> None:
    Part.objects.create(
        inbound_id=row.id,
        number=1,
        first_row=1,
        rows=row.rows,
        digest=row.digest,
        named_at=row.received_at,
        here_at=row.received_at,
        next_row=1,
        sealed=sealed,
    )


def _open(sender: Sender, manifest: Manifest, arrival: Arrival) -> UUID:
    kind, message_id = manifest.kind, manifest.message_id
    known = Inbound.objects.filter(party_id=sender.id, sent_as=message_id).first()
    if known is not None:
        return _same(known, kind, manifest.digest).id
    _may_send(sender, kind, manifest.rows)
    if Inbound.objects.filter(party_id=sender.id, kind=kind, sequence=manifest.sequence).exists():
        raise SequenceReused
    row = _new(
        sender,
        message_id,
        kind,
        arrival,
        manifest.digest,
        manifest.evidence,
        manifest.rows,
        len(manifest.parts),
    )
    row.sequence, row.made_at, row.fixes = manifest.sequence, manifest.made_at, manifest.fixes
    row.is_dry_run, row.suite = manifest.is_dry_run, manifest.suite
    row.save(force_insert=True)
    Part.objects.bulk_create(
        Part(
            inbound_id=row.id,
            number=part.number,
            first_row=part.first_row,
            rows=part.rows,
            digest=part.digest,
            named_at=row.received_at,
            next_row=part.first_row,
        )
        for part in manifest.parts
    )
    return row.id


def _batch(sender: Sender, message_id: UUID) -> Inbound:
    row = (
        Inbound.objects.select_for_update()
        .filter(party_id=sender.id, sent_as=message_id)
        .exclude(arrival=Arrival.LIVE)
        .first()
    )
    if row is None:
        raise NoSuchBatch
    return row


def _here(row: Inbound, number: int) -> None:
    now = clock.now()
    Part.objects.filter(inbound_id=row.id, number=number, here_at=None).update(here_at=now)
    if row.state != State.RECEIVING:
        return
    if Part.objects.filter(inbound_id=row.id, here_at=None).exists():
        return
    row.state = State.TAKEN
    row.save(update_fields=["state"])
    announce(MessageTaken(inbound_id=row.id))


_COUNT = """
INSERT INTO exchange_refused AS t (party_id, day, code, count, first_at)
VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (party_id, day, code) DO UPDATE SET count = t.count + 1
"""


def _count(party: UUID, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [party, clock.today(), code, clock.now()])
