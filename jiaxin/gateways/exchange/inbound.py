"""A request of a party, checked in the order of docs/PROTOCOL.md, part 3.8; and our reply to it.

Knows signatures and seals, and no table: whose key a key id names, it asks whoever calls.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import sealing, signatures, suites
from jiaxin.gateways.exchange.envelope import (
    LABEL,
    MESSAGE_ID,
    PROBLEM,
    PROTOCOL,
    REPLY_PARTS,
    REPLY_TO,
    REQUEST_PARTS,
    SEALED,
    WINDOW_SECONDS,
    moment,
    parameters_of,
)
from jiaxin.gateways.exchange.errors import (
    BodyInvalid,
    BodySealed,
    DigestMismatch,
    ExchangeRefusal,
    KeyUnknown,
    Malformed,
    OutsideWindow,
    SignatureInvalid,
    SignatureMissing,
    SuiteMismatch,
)
from jiaxin.gateways.exchange.keys import INTL, Key, Party
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.sealing import CannotOpen, NoObject
from jiaxin.gateways.exchange.signatures import (
    OfAnotherSuite,
    Request,
    Response,
    SignatureRefused,
)
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.ground.errors import Refusal
from jiaxin.ground.ids import new_id

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NONCE = re.compile(r"[A-Za-z0-9_-]{22,64}")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signed: a registered party, with the keys in force that it signs with and opens by."""

    id: UUID
    name: str
    services: frozenset[str]
    messages_a_minute: int
    rows_a_day: int
    keys: Party
    sort: PartySort | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A request whose signature holds: by whom, and what it says of itself."""

    sender: Sender
    message_id: UUID
    kid: str
    nonce: str
    expires: int
    digest: str
    evidence: str
    suite: str


def check(request: Request, sender_of: Callable[[str], Sender | None], now: datetime) -> Signed:
    """Who signed this request; an ExchangeRefusal for the first thing that is wrong with it."""
    if "signature" not in request.headers or "signature-input" not in request.headers:
        raise SignatureMissing
    try:
        signed = signatures.signed_parts(request, LABEL)
    except SignatureRefused as refused:
        raise SignatureMissing from refused
    if any(part not in signed.items for part in REQUEST_PARTS):
        raise SignatureInvalid
    said = signed.parameters
    kid = said.get("keyid")
    sender = sender_of(kid) if isinstance(kid, str) else None
    key = sender.keys.find("sig", kid, now) if sender else None
    if sender is None or key is None:
        raise KeyUnknown
    _of_one_suite(said, sender.keys, key, now)
    if said.get("tag") != PROTOCOL:
        raise SignatureInvalid
    try:
        signatures.verify(request, signed, key, LABEL)
    except SignatureRefused as refused:
        raise SignatureInvalid from refused
    nonce, expires = _in_time(said, now)
    return Signed(
        sender=sender,
        message_id=message_id_of(request.headers),
        kid=key.kid,
        nonce=nonce,
        expires=expires,
        digest=request.headers["content-digest"],
        evidence=f"{request.headers['signature-input']}\n{request.headers['signature']}",
        suite=key.suite,
    )


def _of_one_suite(said: Mapping[str, Any], theirs: Party, key: Key, now: datetime) -> None:
    """The algorithm is the key's; and there is a key beside it to seal the answer to."""
    if said.get("alg") != key.algorithm:
        raise SuiteMismatch if said.get("alg") in suites.ALGORITHMS else SignatureInvalid
    if not theirs.speaks(key.suite, now):
        raise KeyUnknown


def _in_time(said: Mapping[str, Any], now: datetime) -> tuple[str, int]:
    created, expires, nonce = said.get("created"), said.get("expires"), said.get("nonce")
    if type(created) is not int or type(expires) is not int:
        raise OutsideWindow
    at = now.timestamp()
    lasts = expires - created
    if abs(at - created) > WINDOW_SECONDS or at > expires or not 0 <= lasts <= WINDOW_SECONDS:
        raise OutsideWindow
    if not isinstance(nonce, str) or not _NONCE.fullmatch(nonce):
        raise SignatureInvalid
    return nonce, expires


def message_id_of(headers: Mapping[str, str]) -> UUID:
    """The message's id: a UUID in small letters with dashes."""
    text = headers.get(MESSAGE_ID, "")
    if not _UUID.fullmatch(text):
        raise Malformed
    return UUID(text)


def check_digest(signed: Signed, body: bytes) -> None:
    """Refuses a body that is not the one whose digest was signed."""
    try:
        signatures.check_digest(signed.digest, body, signed.suite)
    except OfAnotherSuite as other:
        raise SuiteMismatch from other
    except SignatureRefused as refused:
        raise DigestMismatch from refused


def check_sum(signed: Signed, found: str) -> None:
    """The same for a body that was written piece by piece: `found` is its digest."""
    try:
        said = signatures.read_digest(signed.digest, signed.suite)
    except OfAnotherSuite as other:
        raise SuiteMismatch from other
    except SignatureRefused as refused:
        raise DigestMismatch from refused
    if said.hex() != found:
        raise DigestMismatch


def open_sealed(body: bytes, ours: Party, suite: str, now: datetime) -> dict[str, Any]:
    """What was sealed to one of our keys of that suite, as an object."""
    try:
        key = ours.find("enc", sealing.sealed_to(body), now)
        if key is None:
            raise BodySealed
        if key.suite != suite:
            raise SuiteMismatch
        return sealing.open_(body, key)
    except NoObject as unreadable:
        raise BodyInvalid from unreadable
    except CannotOpen as closed:
        raise BodySealed from closed


def check_inside(content: Mapping[str, Any], expected: Mapping[str, str], now: datetime) -> None:
    """Refuses what names another sender, recipient, message or type inside than outside."""
    if any(content.get(name) != value for name, value in expected.items()):
        raise BodyInvalid
    try:
        sent_at = moment(content.get("sent_at"))
    except CannotOpen as unreadable:
        raise BodyInvalid from unreadable
    if abs((now - sent_at).total_seconds()) > WINDOW_SECONDS:
        raise OutsideWindow


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(
    content: Mapping[str, Any],
    kind: str,
    signed: Signed,
    request: Request,
    ours: Party,
    now: datetime,
) -> Reply:
    """A sealed answer, signed over this very request."""
    reply_id = str(new_id())
    inside = {
        "protocol": PROTOCOL,
        "type": kind,
        "message_id": reply_id,
        "in_reply_to": str(signed.message_id),
        "sender": ours.name,
        "recipient": signed.sender.name,
        "answered_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **content,
    }
    body = sealing.seal(inside, signed.sender.keys.newest("enc", now, signed.suite))
    key = ours.newest("sig", now, signed.suite)
    return _signed(200, SEALED, body, reply_id, request, key, now)


def hand(sealed: bytes, signed: Signed, request: Request, ours: Party, now: datetime) -> Reply:
    """What is sealed or signed by itself, handed over: our signature binds it to this request."""
    key = ours.newest("sig", now, signed.suite)
    return _signed(200, SEALED, sealed, str(new_id()), request, key, now)


def refuse(refusal: Refusal, request: Request, ours: Party, now: datetime) -> Reply:
    """A refusal in the protocol's words, signed; it holds nothing about anyone."""
    code = word_of(refusal)
    problem = {
        "type": f"urn:jiaxin:exchange:{code}",
        "title": refusal.says.en,
        "status": refusal.status,
        "code": code,
        "zh": refusal.says.zh,
        "en": refusal.says.en,
        "in_reply_to": request.headers.get(MESSAGE_ID, "")[:64],
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    key = ours.newest("sig", now, _suite_for(request, ours, now))
    reply = _signed(refusal.status, PROBLEM, body, str(new_id()), request, key, now)
    if seconds := refusal.context.get("retry_after"):
        reply.headers["retry-after"] = str(seconds)
    return reply


# Refusals of the ground that a party may meet, by the protocol's words.
_WORDS = {"access.too_many": "too_many", "access.not_allowed": "not_agreed"}


def word_of(refusal: Refusal) -> str:
    """The protocol's code of a refusal."""
    if isinstance(refusal, ExchangeRefusal):
        return refusal.word
    return _WORDS.get(refusal.code, "malformed")


def _suite_for(request: Request, ours: Party, now: datetime) -> str:
    """The suite that the request says it is in, if we speak it; else the first on our card."""
    spoken = [key.suite for key in ours.in_force("sig", now)]
    try:
        said = signatures.signed_parts(request, LABEL).parameters.get("alg")
    except SignatureRefused:
        said = None
    wished = [name for name in spoken if suites.SUITES[name].algorithm == said]
    return (wished or spoken or [INTL])[0]


def _signed(
    status: int, kind: str, body: bytes, reply_id: str, request: Request, key: Key, now: datetime
) -> Reply:
    headers = {
        "content-digest": signatures.content_digest(body, key.suite),
        "content-type": kind,
        MESSAGE_ID: reply_id,
        REPLY_TO: _plain(request.headers.get(MESSAGE_ID, "")),
    }
    response = Response(status, headers, request)
    parameters = parameters_of(key, now)
    try:
        made = signatures.sign(response, InnerList(REPLY_PARTS, parameters), key, LABEL)
    except SignatureRefused:
        # The request has no signature to be bound to; nobody has to believe this reply.
        made = signatures.sign(response, InnerList(REPLY_PARTS[:5], parameters), key, LABEL)
    return Reply(status, headers | made, body)


def _plain(text: str) -> str:
    return text[:64] if text.isascii() and text.isprintable() else ""
