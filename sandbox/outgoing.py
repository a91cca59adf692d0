"""Requests that a body sends to the platform: signed, sealed, and the reply held against them."""

import base64
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from sandbox import signatures, suites
from sandbox.bodies import Pair
from sandbox.keys import fresh
from sandbox.sealing import seal, unseal_with
from sandbox.signatures import COVERED_REQUEST, TAG, WINDOW, Call

SEALED = "application/jose"


class NotTheirs(Exception):
    """The reply is not signed by the platform over this request."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, checked: a status, and the opened content or the problem."""

    status: int
    content: dict[str, Any]
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return str(self.content.get("code", ""))


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that came, signed by the platform over this very request; not opened."""

    status: int
    body: bytes


@dataclass(slots=True)
class Line:
    """The way to the platform, and what is done wrong on purpose on it."""

    pair: Pair
    faults: frozenset[str] = frozenset()
    verify: bool | str = True
    seconds: float = 0.0
    sent: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def ask(self, service: str, content: dict[str, Any], message_id: str, kind: str) -> Answered:
        """A sealed body to a service, and the sealed answer."""
        to = self.pair.other_seal() if "other_seal" in self.faults else self.pair.seal_to()
        body = seal(self._inside(content, message_id, f"{service}.{kind}"), to)
        return self.post(f"/exchange/v1/{service}", body, message_id)

    def _inside(self, content: dict[str, Any], message_id: str, kind: str) -> bytes:
        sender = "nobody" if "wrong_sender" in self.faults else self.pair.body.name
        whole = {
            "protocol": TAG,
            "type": kind,
            "message_id": message_id,
            "sender": sender,
            "recipient": self.pair.platform["party"],
            "sent_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            **content,
        }
        text = json.dumps(whole, ensure_ascii=False)
        return text.encode("gbk" if "wrong_encoding" in self.faults else "utf-8", errors="replace")

    def fetch(self, path: str, message_id: str) -> Handed:
        """A file from an address that says everything: as it came, or the problem."""
        headers = self._headers(path, b"", message_id)
        with httpx.Client(verify=self.verify, trust_env=False, timeout=120) as client:
            reply = client.post(self.pair.url + path, headers=headers, content=b"")
        call = Call("POST", urlsplit(self.pair.url).netloc.lower(), path, headers, b"")
        got = {name.lower(): value for name, value in reply.headers.items()}
        check_reply(self.pair, call, reply.status_code, got)
        if got.get("content-digest") != _digest(call, reply.content):
            raise NotTheirs("the digest")
        return Handed(reply.status_code, reply.content)

    def post(self, path: str, body: bytes, message_id: str) -> Answered:
        """Sign and send; a fault may change what is sent after it was signed."""
        headers = self._headers(path, body, message_id)
        if "altered" in self.faults:
            body = body[:-2] + (b"AA" if body[-2:] != b"AA" else b"BB")
        if "cut_short" in self.faults:
            body = body[: len(body) // 2]
        if "slow" in self.faults:
            time.sleep(self.seconds)
        self.sent.append((path, headers, body))
        answer = self._send(path, headers, body)
        if "duplicate" in self.faults:
            answer = self._send(path, self._headers(path, body, message_id), body)
        if "replayed" in self.faults:
            answer = self._send(path, headers, body)
        return answer

    def again(self) -> Answered:
        """The very last request once more, byte for byte."""
        return self._send(*self.sent[-1])

    def _digest(self, body: bytes) -> str:
        suite = self.pair.suite
        if "other_digest" in self.faults:
            suite = suites.INTL if suite == suites.SM else suites.SM
        return suites.digest_field(suite, body)

    def _headers(self, path: str, body: bytes, message_id: str) -> dict[str, str]:
        authority = urlsplit(self.pair.url).netloc.lower()
        headers = {
            "content-type": SEALED,
            "content-digest": self._digest(body),
            "exchange-message-id": message_id,
        }
        if "unsigned" in self.faults:
            return headers
        key = self.pair.of("sig")
        suite = suites.of(key)
        if "wrong_signature" in self.faults:
            key = fresh("sig", suite) | {"kid": key["kid"]}
        if "wrong_key" in self.faults:
            key = key | {"kid": f"nobody-sig-{secrets.token_hex(6)}"}
        if "other_algorithm" in self.faults:
            suite = suites.INTL if suite == suites.SM else suites.SM
        created = int(time.time()) - (3600 if "late" in self.faults else 0)
        parameters = (
            f';created={created};expires={created + WINDOW};nonce="{secrets.token_urlsafe(18)}"'
            f';alg="{suites.ALGORITHM[suite]}";keyid="{key["kid"]}";tag="{TAG}"'
        )
        names = list(COVERED_REQUEST)
        call = Call("POST", authority, path, headers, body)
        signed = suites.sign(key, signatures.base_of(call, names, parameters))
        inside = " ".join(f'"{name}"' for name in names)
        return headers | {
            "signature-input": f"sig=({inside}){parameters}",
            "signature": f"sig=:{base64.b64encode(signed).decode()}:",
        }

    def _send(self, path: str, headers: dict[str, str], body: bytes) -> Answered:
        with httpx.Client(verify=self.verify, trust_env=False, timeout=30) as client:
            reply = client.post(self.pair.url + path, headers=headers, content=body)
        call = Call("POST", urlsplit(self.pair.url).netloc.lower(), path, headers, body)
        got = {name.lower(): value for name, value in reply.headers.items()}
        return self._checked(call, reply.status_code, got, reply.content)

    def _checked(self, call: Call, status: int, headers: dict[str, str], body: bytes) -> Answered:
        check_reply(self.pair, call, status, headers)
        if headers.get("content-digest") != _digest(call, body):
            raise NotTheirs("the digest")
        if headers["content-type"] == SEALED:
            content = unseal_with(body, self.pair.own)
            if content["in_reply_to"] != call.headers["exchange-message-id"]:
                raise NotTheirs("it answers another message")
            return Answered(status, content, headers)
        return Answered(status, json.loads(body), headers)


_INPUT = re.compile(r"sig=(\(([^)]*)\)((?:;[a-z]+=(?:\d+|\"[^\"]*\"))+))")


def _digest(call: Call, body: bytes) -> str:
    """What a reply to this call must say of its body: it is in the suite of the call."""
    return suites.digest_field(signatures.suite_of(call), body)


def check_reply(pair: Pair, call: Call, status: int, headers: dict[str, str]) -> None:
    """Refuses a reply that the platform did not sign over this very request."""
    found = _INPUT.fullmatch(headers.get("signature-input", ""))
    if not found:
        raise NotTheirs("not signed")
    kid = re.search(r'keyid="([^"]*)"', found[3])
    public = pair.platform_key(kid[1]) if kid else None
    if public is None:
        raise NotTheirs("another's key")
    lines = [f"{name}: {_value(name, call, status, headers)}" for name in found[2].split(" ")]
    lines.append(f'"@signature-params": {found[1]}')
    if "signature" in call.headers and '"signature";req;key="sig"' not in found[2].split(" "):
        raise NotTheirs("it is not bound to the request")
    raw = base64.b64decode(headers["signature"].removeprefix("sig=:").removesuffix(":"))
    if suites.of(public) != signatures.suite_of(call):
        raise NotTheirs("it is in another suite")
    if not suites.verifies(public, "\n".join(lines).encode(), raw):
        raise NotTheirs("the signature")


def _value(name: str, call: Call, status: int, headers: dict[str, str]) -> str:
    of_request = {
        '"@method";req': call.method,
        '"@authority";req': call.authority,
        '"@path";req': call.path,
        '"content-digest";req': call.headers.get("content-digest", ""),
        '"signature";req;key="sig"': call.headers.get("signature", "").removeprefix("sig="),
    }
    if name in of_request:
        return of_request[name]
    if name == '"@status"':
        return str(status)
    return headers[name.strip('"')]


def fresh_id() -> str:
    """A new message's id."""
    return str(uuid4())
