"""What a party may do at the exchange's door: push rows, send a batch, ask how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import adapters, batches, inbound, live, reads, spool
from jiaxin.gateways.exchange.envelope import PROTOCOL, SEALED
from jiaxin.gateways.exchange.errors import (
    BodyInvalid,
    DigestMismatch,
    ExchangeRefusal,
    Malformed,
    NoSuchService,
    SuiteMismatch,
)
from jiaxin.gateways.exchange.inbound import Reply, Signed
from jiaxin.gateways.exchange.reading import By, Sorted, sort
from jiaxin.gateways.exchange.rules import (
    MOST_LIVE_BYTES,
    MOST_MANIFEST_BYTES,
    MOST_PART_BYTES,
)
from jiaxin.gateways.exchange.services import intake
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.portals.exchange.calls import Call, door

STATUS, RETURNED = "batch-status", "returned"


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A sealed body opened: what it says, or what is wrong with it."""

    content: Mapping[str, Any]
    fault: ExchangeRefusal | None


@door(most=MOST_LIVE_BYTES)
def push(call: Call, service: str) -> Reply:
    """Rows of one kind, live; or a question about what was sent."""
    signed = call.check()
    body = call.body()
    inbound.check_digest(signed, body)
    opened = _open(call, signed, service, body)
    if service == STATUS:
        return _status(call, signed, opened)
    if service == RETURNED:
        return _returned(call, signed, opened)
    given, fixes = Sorted((), ()), None
    digest, fault = "", opened.fault
    if fault is None and service not in adapters.every():
        fault = NoSuchService()
    if fault is None:
        try:
            lines = live.lines_of(opened.content)
            fixes = _fixes(opened.content)
            by = By(signed.sender.sort, signed.sender.region)
            given = sort(adapters.of(service), lines, 1, by)
            digest = mac("exchange.body", b"\n".join([service.encode(), *lines])).hex()
        except ExchangeRefusal as refusal:
            fault = refusal
    intake.take_live(
        call.actor(signed),
        signed=signed,
        kind=service,
        rows=len(given.good) + len(given.amiss),
        digest=digest,
        sealed=body,
        fixes=fixes,
        fault=fault,
    )
    return call.answer(signed, f"{service}.receipt", live.receipt(given))


@door(most=MOST_MANIFEST_BYTES)
def open_batch(call: Call) -> Reply:
    """A batch's manifest."""
    signed = call.check()
    body = call.body()
    inbound.check_digest(signed, body)
    keys = signed.sender.keys
    try:
        manifest = batches.read_manifest(
            body, lambda kid: keys.find("sig", kid, call.now), call.ours.name, call.now
        )
        if (manifest.sender, manifest.message_id) != (signed.sender.name, signed.message_id):
            raise BodyInvalid
        if manifest.suite != signed.suite:
            raise SuiteMismatch
    except ExchangeRefusal as fault:
        intake.refuse(call.actor(signed), signed=signed, fault=fault)
        raise
    intake.open_batch(call.actor(signed), signed=signed, manifest=manifest)
    return _standing(call, signed, signed.message_id)


@door(most=MOST_PART_BYTES)
def take_part(call: Call, batch: UUID, number: int) -> Reply:
    """One part of a batch whose manifest is here."""
    signed = call.check()
    try:
        if batch != signed.message_id:
            raise Malformed
        expected = reads.part_of(signed.sender, batch, number)
        if expected.suite != signed.suite:
            raise SuiteMismatch
        caught = spool.catch(call.pieces(), call.most, signed.suite)
        try:
            inbound.check_sum(signed, caught.digest)
            if caught.digest != expected.said.digest:
                raise DigestMismatch
            if expected.is_wanted:
                about = (batch, expected.kind, signed.sender.name)
                sealed = caught.path.read_bytes()
                batches.open_part(sealed, call.ours, expected.said, about, signed.suite, call.now)
                spool.keep(caught, expected.inbound, number)
        finally:
            spool.drop(caught)
    except ExchangeRefusal as fault:
        intake.refuse(call.actor(signed), signed=signed, fault=fault)
        raise
    intake.note_part(call.actor(signed), signed=signed, number=number)
    return _standing(call, signed, batch)


@door(most=MOST_LIVE_BYTES)
def nowhere(call: Call) -> Reply:
    """An address that is none: said in the protocol's words, as everything here."""
    call.check()
    raise NoSuchService


def _open(call: Call, signed: Signed, service: str, body: bytes) -> Opened:
    """Open the seal and hold the inside against the outside. What is wrong is not raised yet."""
    try:
        if call.request.headers.get("content-type") != SEALED:
            raise Malformed
        content = inbound.open_sealed(body, call.ours, signed.suite, call.now)
        asks = service in (STATUS, RETURNED)
        expected = {
            "protocol": PROTOCOL,
            "type": f"{service}.{'ask' if asks else 'push'}",
            "message_id": str(signed.message_id),
            "sender": signed.sender.name,
            "recipient": call.ours.name,
        }
        inbound.check_inside(content, expected, call.now)
    except ExchangeRefusal as fault:
        return Opened({}, fault)
    return Opened(content, None)


def _fixes(content: Mapping[str, Any]) -> UUID | None:
    said = content.get("fixes")
    return None if said is None else batches.id_of(said)


def _status(call: Call, signed: Signed, opened: Opened) -> Reply:
    """How far a batch is."""
    batch, after = _about(opened)
    intake.note_ask(call.actor(signed), signed=signed, fault=opened.fault)
    return _standing(call, signed, batch, after)


def _returned(call: Call, signed: Signed, opened: Opened) -> Reply:
    """The rows of a message that wait in quarantine, back to who sent them, to be mended."""
    batch, after = _about(opened)
    intake.note_ask(call.actor(signed), signed=signed, fault=opened.fault)
    rows = reads.returned(signed.sender, batch, after_row=after)
    found = live.quarantine([(one.row, one.column, one.code) for one in rows])
    content = [said | {"line": one.line} for said, one in zip(found, rows, strict=True)]
    return call.answer(signed, "returned.answer", {"batch": str(batch), "quarantine": content})


def _about(opened: Opened) -> tuple[UUID, int]:
    if opened.fault is not None:
        return UUID(int=0), 0
    after = opened.content.get("after_row", 0)
    if type(after) is not int or not 0 <= after < 2**53:
        raise BodyInvalid
    return batches.id_of(opened.content.get("batch")), after


def _standing(call: Call, signed: Signed, batch: UUID, after: int = 0) -> Reply:
    now = reads.standing(signed.sender, batch, after_row=after)
    content = {
        "batch": str(batch),
        "state": now.state.value,
        "stopped_for": now.stopped_for,
        "rows": now.rows,
        "taken": now.taken,
        "quarantined": now.quarantined,
        "missing_parts": list(now.missing_parts),
        "quarantine": live.quarantine(
            [(one.row, one.column, one.code.value) for one in now.waiting]
        ),
    }
    return call.answer(signed, "batch-status.answer", content)
