"""One question and its answer, signed and sealed as docs/PROTOCOL.md, part 3, has it.

What is wrong with an answer is said to operators only; whoever asked learns SourceNotTrusted.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from jiaxin.gateways.exchange import sealing, signatures
from jiaxin.gateways.exchange.keys import INTL, DepartmentKeys, Key, suite_between
from jiaxin.gateways.exchange.sealing import CannotOpen
from jiaxin.gateways.exchange.signatures import (
    OfAnotherSuite,
    Request,
    Response,
    SignatureRefused,
    component,
)
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable

PROTOCOL = "jiaxin-exchange-1"
LABEL = "sig"
WINDOW_SECONDS = 300
SEALED = "application/jose"
PROBLEM = "application/problem+json"
MESSAGE_ID = "exchange-message-id"
REPLY_TO = "exchange-reply-to"

REQUEST_PARTS = tuple(
    component(name)
    for name in ("@method", "@authority", "@path", "content-digest", "content-type", MESSAGE_ID)
)
REPLY_PARTS = (
    *(component(name) for name in ("@status", "content-digest", "content-type")),
    *(component(name) for name in (MESSAGE_ID, REPLY_TO)),
    *(component(name, req=True) for name in ("@method", "@authority", "@path", "content-digest")),
    # The request's own signature: an answer to anything else, or to an earlier try, cannot fit.
    component("signature", req=True, key=LABEL),
)


# The one refusal that is about the person asked for, and not about the line between the two.
_OF_ONE_PERSON = "not_this_person"


class DepartmentDeclined(SourceUnreachable):
    """The department signed a no: it did not look. `code` is one of docs/PROTOCOL.md, part 6."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the department declined: {code}")
        self.code = code
        self.is_silent = code != _OF_ONE_PERSON


@dataclass(frozen=True, slots=True)
class Sent:
    """A question as it went out. Holds nothing of what it asks but the sealed body."""

    kind: str
    message_id: str
    request: Request
    body: bytes
    suite: str = INTL


@dataclass(frozen=True, slots=True)
class Received:
    """What came back, before anything in it is believed. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the department said, signed and about this very question."""

    message_id: str
    answered_at: datetime
    content: Mapping[str, Any]


def ask(
    keys: DepartmentKeys,
    *,
    kind: str,
    about: Mapping[str, Any],
    message_id: str,
    authority: str,
    now: datetime,
) -> Sent:
    """A signed question, its body sealed to the department."""
    content = {
        "protocol": PROTOCOL,
        "type": f"{kind}.ask",
        "message_id": message_id,
        "sender": keys.ours.name,
        "recipient": keys.theirs.name,
        "sent_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **about,
    }
    suite = suite_between(keys.ours, keys.theirs, now)
    body = sealing.seal(content, keys.theirs.newest("enc", now, suite))
    headers = {
        "content-type": SEALED,
        "content-digest": signatures.content_digest(body, suite),
        MESSAGE_ID: message_id,
    }
    request = Request("POST", authority, f"/exchange/v1/{kind}", headers)
    signer = keys.ours.newest("sig", now, suite)
    signed = InnerList(REQUEST_PARTS, parameters_of(signer, now))
    headers |= signatures.sign(request, signed, signer, LABEL)
    return Sent(kind, message_id, request, body, suite)


def parameters_of(signer: Key, now: datetime) -> dict[str, int | str]:
    """What every signature of the exchange says of itself."""
    created = int(now.timestamp())
    return {
        "created": created,
        "expires": created + WINDOW_SECONDS,
        "nonce": secrets.token_urlsafe(18),
        "alg": signer.algorithm,
        "keyid": signer.kid,
        "tag": PROTOCOL,
    }


def receive(keys: DepartmentKeys, sent: Sent, received: Received, now: datetime) -> Answer:
    """The department's answer to what was sent, or SourceNotTrusted, or DepartmentDeclined."""
    try:
        _check_signature(keys, sent, received, now)
        kind = received.headers["content-type"]
        if kind == PROBLEM:
            raise DepartmentDeclined(_code_of(received.body))
        if kind != SEALED or received.status != 200:
            raise SignatureRefused("neither an answer nor a refusal")
        key = keys.ours.find("enc", sealing.sealed_to(received.body), now)
        if key is None or key.suite != sent.suite:
            raise CannotOpen("sealed to a key that is not ours, or of another suite")
        return _answer(keys, sent, received, sealing.open_(received.body, key), now)
    except (SignatureRefused, CannotOpen) as error:
        raise SourceNotTrusted(str(error)) from error


def _check_signature(keys: DepartmentKeys, sent: Sent, received: Received, now: datetime) -> None:
    response = Response(received.status, received.headers, sent.request)
    signed = signatures.signed_parts(response, LABEL)
    missing = [part for part in REPLY_PARTS if part not in signed.items]
    if missing:
        raise SignatureRefused(f"{missing[0].value!r} is not covered")

    key = keys.theirs.find("sig", signed.parameters.get("keyid"), now)
    if key is None:
        raise SignatureRefused("the key is not one of the department's")
    if key.suite != sent.suite:
        raise OfAnotherSuite("the reply is in another suite than the question")
    _check_parameters(signed, key, now)
    signatures.verify(response, signed, key, LABEL)
    signatures.check_digest(received.headers.get("content-digest"), received.body, key.suite)
    if received.headers.get(REPLY_TO) != sent.message_id:
        raise SignatureRefused("it answers another message")


def _check_parameters(signed: InnerList, key: Key, now: datetime) -> None:
    said = signed.parameters
    if said.get("alg") != key.algorithm or said.get("tag") != PROTOCOL:
        raise SignatureRefused("another algorithm or another use")
    created, expires, nonce = said.get("created"), said.get("expires"), said.get("nonce")
    if type(created) is not int or type(expires) is not int or not isinstance(nonce, str):
        raise SignatureRefused("no time or no nonce")
    at = now.timestamp()
    in_window = abs(at - created) <= WINDOW_SECONDS and at <= expires
    if not in_window or not 0 <= expires - created <= WINDOW_SECONDS or len(nonce) < 22:
        raise SignatureRefused("signed too long ago, or ahead of time")


def _code_of(body: bytes) -> str:
    try:
        return str(json.loads(body.decode("utf-8"))["code"])[:64]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotOpen("a refusal that cannot be read") from error


def _answer(
    keys: DepartmentKeys,
    sent: Sent,
    received: Received,
    content: Mapping[str, Any],
    now: datetime,
) -> Answer:
    # The seal alone proves no sender, and the signature alone does not say what was sealed for
    # whom: the inside names both again, so that nobody can sign another's sealed words as theirs.
    expected = {
        "protocol": PROTOCOL,
        "type": f"{sent.kind}.answer",
        "message_id": received.headers.get(MESSAGE_ID),
        "in_reply_to": sent.message_id,
        "sender": keys.theirs.name,
        "recipient": keys.ours.name,
    }
    for name, value in expected.items():
        if content.get(name) != value:
            raise CannotOpen(f"{name} inside is not the one outside")
    answered_at = moment(content.get("answered_at"))
    if abs((now - answered_at).total_seconds()) > WINDOW_SECONDS:
        raise CannotOpen("an answer of another time")
    return Answer(cast(str, content["message_id"]), answered_at, content)


def moment(text: object) -> datetime:
    """A moment written as the protocol has it: UTC, to the second, ending in Z."""
    try:
        return datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise CannotOpen("a moment cannot be read") from error
