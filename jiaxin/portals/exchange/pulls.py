"""What a local platform fetches at the exchange's door: a few records, or a batch part by part."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import inbound, platforms, pulls
from jiaxin.gateways.exchange.envelope import PROTOCOL, SEALED
from jiaxin.gateways.exchange.errors import BodyInvalid, ExchangeRefusal, Malformed
from jiaxin.gateways.exchange.inbound import Reply, Signed
from jiaxin.gateways.exchange.rules import MOST_LIVE_BYTES, PULL, Handing
from jiaxin.gateways.exchange.services import intake, pulling
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.portals.exchange.calls import Call, door


@door(most=MOST_LIVE_BYTES)
def records(call: Call) -> Reply:
    """What is known of up to fifty persons, of those among them who agreed."""
    signed = call.check()
    people: list[tuple[str, str]] = []
    content, fault = _opened(call, signed, PULL)
    if fault is None:
        try:
            people = pulls.people_of(content.get("people"))
        except ExchangeRefusal as refusal:
            fault = refusal
    actor = call.actor(signed)
    asked = pulling.ask(
        actor,
        signed=signed,
        handing=Handing.ANSWERED,
        people=len(people),
        digest=_digest(people),
        fault=fault,
    )
    if asked is None:
        raise BodyInvalid
    content = pulls.answers(actor, signed.sender, asked, people)
    return call.answer(signed, f"{PULL}.answer", content)


@door(most=MOST_LIVE_BYTES)
def open_pull(call: Call) -> Reply:
    """A batch of everybody who agreed: opened, or how far it is when asked again."""
    signed = call.check()
    content, fault = _opened(call, signed, "pulls")
    into = content.get("into", Handing.FETCHED.value)
    if fault is None and not platforms.is_known(into):
        fault = BodyInvalid()
    pulling.ask(
        call.actor(signed),
        signed=signed,
        handing=Handing(into) if fault is None else Handing.FETCHED,
        people=0,
        digest=_digest(into),
        fault=fault,
    )
    return call.answer(signed, "pulls.answer", pulls.standing(signed.sender, signed.message_id))


@door(most=MOST_LIVE_BYTES)
def part(call: Call, batch: UUID, number: int) -> Reply:
    """One part of it, sealed to the platform: the next one, or an earlier one again."""
    signed = _empty(call, batch)
    sealed = pulls.part(call.actor(signed), signed.sender, batch, number)
    return inbound.hand(sealed, signed, call.request, call.ours, call.now)


@door(most=MOST_LIVE_BYTES)
def manifest(call: Call, batch: UUID) -> Reply:
    """What the whole batch consists of, signed."""
    signed = _empty(call, batch)
    written = pulls.manifest(signed.sender, batch)
    return inbound.hand(written, signed, call.request, call.ours, call.now)


def _opened(
    call: Call, signed: Signed, service: str
) -> tuple[Mapping[str, Any], ExchangeRefusal | None]:
    body = call.body()
    inbound.check_digest(signed, body)
    try:
        if call.request.headers.get("content-type") != SEALED:
            raise Malformed
        content = inbound.open_sealed(body, call.ours, signed.suite, call.now)
        expected = {
            "protocol": PROTOCOL,
            "type": f"{service}.ask",
            "message_id": str(signed.message_id),
            "sender": signed.sender.name,
            "recipient": call.ours.name,
        }
        inbound.check_inside(content, expected, call.now)
    except ExchangeRefusal as fault:
        return {}, fault
    return content, None


def _empty(call: Call, batch: UUID) -> Signed:
    """A request that says everything in its address: no body."""
    signed = call.check()
    body = call.body()
    inbound.check_digest(signed, body)
    fault = Malformed() if body or batch != signed.message_id else None
    intake.note_ask(call.actor(signed), signed=signed, fault=fault)
    return signed


def _digest(said: Any) -> str:
    return mac("exchange.body", json.dumps([PULL, said]).encode()).hex()
