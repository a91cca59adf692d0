"""Makes docs/protocol-vectors.json: `python -m tests.gateways.exchange.vectors`.

Keys, times and nonces are fixed; only the sealing draws fresh randomness, so a new run gives new
bodies. Signatures are Ed25519 and come out the same for the same bodies.
"""

import base64
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaxin.gateways.exchange import envelope, sealing, signatures
from jiaxin.gateways.exchange.keys import Key, Party, write_private
from jiaxin.gateways.exchange.signatures import Message, Request, Response
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.gateways.exchange.suites import INTL, SM, Use, encoded
from jiaxin.ground.crypto import sm2

FILE = Path(__file__).resolve().parents[3] / "docs" / "protocol-vectors.json"
CREATED = 1795385520  # 2026-11-22T22:12:00Z
ASK_ID = "0199a2b4-5c00-7000-8000-000000000001"
REPLY_ID = "0199a2b4-5c00-7000-8000-000000000002"
AUTHORITY, PATH = "police.example", "/exchange/v1/real-name"
PORTRAIT = base64.b64encode(b"\xff\xd8\xff\xe0 not a real portrait \xff\xd9").decode()
INSIDE: dict[str, dict[str, Any]] = {
    "ask": {
        "protocol": envelope.PROTOCOL,
        "type": "real-name.ask",
        "message_id": ASK_ID,
        "sender": "jiaxin",
        "recipient": "police",
        "sent_at": "2026-11-22T22:12:00Z",
        "name": "林秀英",
        "number": "110105199003072346",
    },
    "answer": {
        "protocol": envelope.PROTOCOL,
        "type": "real-name.answer",
        "message_id": REPLY_ID,
        "in_reply_to": ASK_ID,
        "sender": "police",
        "recipient": "jiaxin",
        "answered_at": "2026-11-22T22:12:01Z",
        "answer": "match",
        "portrait": PORTRAIT,
    },
}


PROBLEM = {
    "type": "urn:jiaxin:exchange:outside_window",
    "title": "Signed outside the time window; set the clock.",
    "status": 401,
    "code": "outside_window",
    "zh": "签名时间超出允许范围，请校准时钟。",
    "en": "Signed outside the time window; set the clock.",
    "in_reply_to": ASK_ID,
}


def fixed(party: str, use: Use, first: int, suite: str = "intl") -> Key:
    """A key whose private half is 32 bytes counting up."""
    private = bytes(range(first, first + 32))
    if suite == SM.name:
        public = sm2.public_of(private)
    else:
        curve = INTL.write(use, b"")["crv"]
        public, _ = INTL.read(use, {"kty": "OKP", "crv": curve, "d": encoded(private)})
    return Key(f"{party}-{use}-vector", use, public, private, suite=suite)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in the vectors of one suite."""

    suite: str
    platform: Party
    police: Party
    hospital: Party
    province: Party

    def keys(self, *parties: Party) -> dict[str, Any]:
        """Both halves of their keys, as the file has them."""
        return {party.name: [write_private(key) for key in party.keys] for party in parties}


def cast(suite: str) -> Cast:
    """The four parties, each with its two keys."""
    pairs = [
        Party(name, (fixed(name, "sig", first, suite), fixed(name, "enc", first + 32, suite)))
        for name, first in (("jiaxin", 0), ("police", 64), ("hospital", 128), ("province", 192))
    ]
    return Cast(suite, *pairs)


INTERNATIONAL = cast(INTL.name)
PLATFORM, POLICE = INTERNATIONAL.platform, INTERNATIONAL.police


def parameters(key: Key, created: int, nonce: str) -> dict[str, int | str]:
    """What a signature of the vectors says of itself."""
    return {
        "created": created,
        "expires": created + envelope.WINDOW_SECONDS,
        "nonce": nonce,
        "alg": key.algorithm,
        "keyid": key.kid,
        "tag": envelope.PROTOCOL,
    }


def case(message: Message, signed: InnerList, key: Key, body: bytes) -> dict[str, Any]:
    """A signed message as the file has it."""
    headers = dict(message.headers) | signatures.sign(message, signed, key, envelope.LABEL)
    base = signatures.signature_base(message, signed).decode()
    return {"headers": headers, "body": body.decode(), "signature_base": base}


def _ask(cast: Cast) -> dict[str, Any]:
    body = sealing.seal(INSIDE["ask"], cast.police.keys[1])
    headers = {
        "content-type": envelope.SEALED,
        "content-digest": signatures.content_digest(body, cast.suite),
        envelope.MESSAGE_ID: ASK_ID,
    }
    request = Request("POST", AUTHORITY, PATH, headers)
    key = cast.platform.keys[0]
    said = parameters(key, CREATED, "Q2hvb3NlIHRoaXMgb25l_-A0")
    return case(request, InnerList(envelope.REQUEST_PARTS, said), key, body)


def _reply(
    cast: Cast, ask: dict[str, Any], status: int, kind: str, body: bytes, nonce: str
) -> dict[str, Any]:
    headers = {
        "content-digest": signatures.content_digest(body, cast.suite),
        "content-type": kind,
        envelope.MESSAGE_ID: REPLY_ID,
        envelope.REPLY_TO: ASK_ID,
    }
    sent = Request("POST", AUTHORITY, PATH, ask["headers"])
    key = cast.police.keys[0]
    signed = InnerList(envelope.REPLY_PARTS, parameters(key, CREATED + 1, nonce))
    return {"status": status, **case(Response(status, headers, sent), signed, key, body)}


def build(cast: Cast = INTERNATIONAL) -> dict[str, Any]:
    """A question, the answer that is bound to it, and a refusal in the answer's place."""
    ask = _ask(cast)
    sealed = sealing.seal(INSIDE["answer"], cast.platform.keys[1])
    answer = _reply(cast, ask, 200, envelope.SEALED, sealed, "QW5kIHRoaXMgZm9yIHRoZSByZXBseQ")
    problem = json.dumps(PROBLEM, ensure_ascii=False).encode()
    refusal = _reply(cast, ask, 401, envelope.PROBLEM, problem, "QW5kIHRoaXMgZm9yIGEgcmVmdXNhbA")
    return {
        "protocol": envelope.PROTOCOL,
        "keys": cast.keys(cast.platform, cast.police),
        "request": {"method": "POST", "authority": AUTHORITY, "path": PATH}
        | {"inside": INSIDE["ask"], **ask},
        "response": {"inside": INSIDE["answer"], **answer},
        "refusal": refusal,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}\n")
