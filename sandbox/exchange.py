"""The department's two doors, as docs/PROTOCOL.md has them: real name and background."""

import asyncio
import base64
import hashlib
import json
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sandbox import numbers, sealing, signatures, suites
from sandbox.keys import Keys, fresh
from sandbox.signatures import Call, Refused
from sandbox.store import Fault, Reply, Store
from sandbox.suites import Jwk

LONGEST_BODY = 65_536
SERVICES = ("real-name", "background")
SEALED = "application/jose"
PROBLEM = "application/problem+json"

# Status, Chinese and English of each refusal: the table of part 6 of the protocol.
PROBLEMS = {
    "malformed": (400, "请求格式有误。", "The request is malformed."),
    "signature_missing": (401, "请求没有签名。", "The request is not signed."),
    "signature_invalid": (401, "签名核验不通过。", "The signature does not hold."),
    "key_unknown": (
        401,
        "签名密钥未登记或已失效。",
        "The signing key is not known or not in force.",
    ),
    "outside_window": (
        401,
        "签名时间超出允许范围，请校准时钟。",
        "Signed outside the time window; set the clock.",
    ),
    "digest_mismatch": (400, "内容与摘要不符。", "The body does not fit its digest."),
    "suite_mismatch": (
        422,
        "报文的签名、摘要、加密与密钥不属于同一密码套件。",
        "The signature, digest, seal and key of the message are not of one suite.",
    ),
    "replayed": (409, "该签名已使用过。", "This signature was used before."),
    "message_id_reused": (
        409,
        "该消息编号已用于另一项查询。",
        "This message id stands for another question.",
    ),
    "cannot_open": (400, "内容无法解封。", "The body cannot be opened."),
    "body_invalid": (
        400,
        "解封后的内容不符合规定。",
        "What was sealed is not as the protocol has it.",
    ),
    "not_this_person": (
        422,
        "姓名与号码不是同一人，未作查询。",
        "Name and number are not one person; nothing was looked up.",
    ),
    "no_such_service": (404, "没有这项服务。", "There is no such service."),
    "too_large": (413, "内容过大。", "The body is too large."),
    "internal": (500, "系统内部错误。", "An error on our side."),
}


@dataclass(slots=True)
class Asked:
    """A question that was proven, opened and understood."""

    sender: str
    message_id: str
    name: str
    number: str
    faults: dict[str, Fault] = field(default_factory=dict)


class Question(Protocol):
    """What sealing an answer needs of whatever was asked."""

    @property
    def sender(self) -> str: ...
    @property
    def faults(self) -> Mapping[str, Fault]: ...


class Desk:
    """Answers questions from the register."""

    longest = LONGEST_BODY

    def __init__(self, keys: Keys, store: Store, authorities: frozenset[str]) -> None:
        self.keys = keys
        self.store = store
        self.authorities = authorities

    async def answer(self, request: Request) -> Response:
        """One question in, one signed reply out."""
        service = request.path_params["service"]
        call = await self._call(request)
        if isinstance(call, Refused):
            return Response(status_code=413)
        asked = await run_in_threadpool(self._take, service, call)
        if isinstance(asked, Refused):
            return sent(await run_in_threadpool(self._refuse, call, asked.code))
        await self._delay(request, asked.faults)
        return sent(await run_in_threadpool(self._reply, service, call, asked))

    async def _call(self, request: Request) -> Call | Refused:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.longest:
                return Refused("too_large")
        headers = {name.lower(): value for name, value in request.headers.items()}
        path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1")
        if request.url.query:
            path += "?" + request.url.query
        return Call(request.method, headers.get("host", ""), path, headers, bytes(body))

    async def _delay(self, request: Request, met: Mapping[str, Fault]) -> None:
        if "slow" in met:
            await asyncio.sleep(met["slow"].seconds)
        if "timeout" in met:
            until = time.monotonic() + 600
            while time.monotonic() < until and not await request.is_disconnected():
                await asyncio.sleep(0.2)

    def _take(self, service: str, call: Call) -> Asked | Refused:
        try:
            return self._understood(service, call)
        except Refused as refused:
            return refused

    def _understood(self, service: str, call: Call) -> Asked:
        if service not in SERVICES:
            raise Refused("no_such_service")
        sender, content = self._proven(call)
        asked = self._checked(service, call, sender, content)
        digest = hashlib.sha256(f"{service}\n{asked.name}\n{asked.number}".encode()).digest()
        if not self.store.same_question(asked.sender, asked.message_id, digest):
            raise Refused("message_id_reused")
        asked.faults = self.store.take_faults(service, asked.number)
        return asked

    def _proven(self, call: Call) -> tuple[str, dict[str, Any]]:
        """Who asks, and what was sealed: after signature, time, digest and nonce."""
        now = int(time.time())
        signed = signatures.verify(call, lambda kid: self._public(kid, now), now)
        if call.authority.lower() not in self.authorities or "?" in call.path:
            raise Refused("signature_invalid")
        signatures.check_digest(call, signed.suite)
        if call.headers["content-type"] != SEALED:
            raise Refused("malformed")
        # Only a proven signature may fill the memory of nonces.
        if not self.store.first_use(signed.kid, signed.nonce, signed.expires):
            raise Refused("replayed")
        known = self.keys.platform_of(signed.kid, now)
        if known is None:
            raise Refused("key_unknown")
        return known[0], sealing.unseal(call.body, self.keys, signed.suite)

    def _public(self, kid: str, now: int) -> Jwk | None:
        known = self.keys.platform_of(kid, now)
        return known[1] if known else None

    def _checked(self, service: str, call: Call, sender: str, content: Mapping[str, Any]) -> Asked:
        expected = {
            "protocol": signatures.TAG,
            "type": f"{service}.ask",
            "message_id": call.headers["exchange-message-id"],
            "sender": sender,
            "recipient": self.keys.party,
        }
        name, number = content.get("name"), content.get("number")
        fits = all(content.get(part) == value for part, value in expected.items())
        if not fits or not isinstance(name, str) or not isinstance(number, str):
            raise Refused("body_invalid")
        try:
            message_id = str(UUID(expected["message_id"]))
        except ValueError as error:
            raise Refused("malformed") from error
        if not 1 <= len(name) <= 50 or not numbers.is_number(number):
            raise Refused("body_invalid")
        return Asked(sender, message_id, unicodedata.normalize("NFC", name), number)

    def _reply(self, service: str, call: Call, asked: Asked) -> Reply:
        met = asked.faults
        if "error_500" in met:
            return self._refuse(call, "internal")
        if "replayed" in met and (last := self.store.last_reply(service)):
            return last
        now = datetime.fromtimestamp(time.time() - (3600 if "late" in met else 0), UTC)
        reply_id = str(uuid4())
        try:
            answer = self._said(service, asked)
        except Refused as refused:
            return self._refuse(call, refused.code)
        content = {
            "protocol": signatures.TAG,
            "type": f"{service}.answer",
            "message_id": reply_id,
            "in_reply_to": str(uuid4()) if "other_message" in met else asked.message_id,
            "sender": self.keys.party,
            "recipient": asked.sender,
            "answered_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            **answer,
        }
        suite = signatures.suite_of(call)
        body = self._sealed(content, asked, suite)
        headers = reply_headers(body, SEALED, reply_id, asked.message_id, suite)
        reply = self._signed(call, Reply(200, headers, body), met, int(now.timestamp()))
        if not met:
            self.store.remember_reply(service, reply)
        return reply

    def _said(self, service: str, asked: Asked) -> dict[str, Any]:
        return self._real_name(asked) if service == "real-name" else self._background(asked)

    def _real_name(self, asked: Asked) -> dict[str, Any]:
        person = self.store.person(asked.number)
        if person is None or "unknown" in asked.faults:
            return {"answer": "unknown"}
        portrait = base64.b64encode(person.portrait).decode()
        if "contradictory" in asked.faults:
            return {"answer": "mismatch", "portrait": portrait}
        if person.name != asked.name or "mismatch" in asked.faults:
            return {"answer": "mismatch"}
        return {"answer": "match", "portrait": portrait}

    def _background(self, asked: Asked) -> dict[str, Any]:
        person = self.store.person(asked.number)
        missing = {"unknown", "mismatch"} & set(asked.faults)
        if person is None or person.name != asked.name or missing:
            raise Refused("not_this_person")
        today = numbers.today()
        years = 4 if "contradictory" in asked.faults else 5
        word = "being_verified" if "being_verified" in asked.faults else person.background
        return {
            "answer": word,
            "window_from": numbers.years_before(today, years).isoformat(),
            "window_to": today.isoformat(),
        }

    def _sealed(self, content: Mapping[str, Any], asked: Question, suite: str) -> bytes:
        if "garbage" in asked.faults:
            return secrets.token_bytes(400)
        text = json.dumps({**content, "note": "演示"}, ensure_ascii=False)
        plain = text.encode("gbk" if "wrong_encoding" in asked.faults else "utf-8")
        return sealing.seal(plain, self.keys.seal_to(asked.sender, suite, int(time.time())))

    def _signed(self, call: Call, reply: Reply, met: Mapping[str, Fault], now: int) -> Reply:
        if "unsigned" in met:
            return reply
        own = self.keys.of("sig", signatures.suite_of(call))
        if {"wrong_signature", "wrong_key"} & set(met):
            kid = "nobody-sig-000000000000" if "wrong_key" in met else own["kid"]
            own = fresh("sig", suites.of(own)) | {"kid": kid}
        headers = signatures.sign_reply(call, reply.status, reply.headers, own, now)
        body = reply.body
        if "tampered" in met:
            body = body[:-1] + (b"A" if body[-1:] != b"A" else b"B")
        return Reply(reply.status, headers, body)

    def _refuse(self, call: Call, code: str) -> Reply:
        status, zh, en = PROBLEMS[code]
        reply_to = call.headers.get("exchange-message-id", "")
        problem = {"type": f"urn:jiaxin:exchange:{code}", "title": en, "status": status}
        problem |= {"code": code, "zh": zh, "en": en, "in_reply_to": reply_to}
        body = json.dumps(problem, ensure_ascii=False).encode()
        suite = suites.of(self.keys.of("sig", signatures.suite_of(call)))
        headers = reply_headers(body, PROBLEM, str(uuid4()), reply_to, suite)
        return self._signed(call, Reply(status, headers, body), {}, int(time.time()))


def reply_headers(
    body: bytes, kind: str, message_id: str, reply_to: str, suite: str
) -> dict[str, str]:
    """What a reply says of itself before it is signed."""
    return {
        "content-digest": suites.digest_field(suite, body),
        "content-type": kind,
        "exchange-message-id": message_id,
        "exchange-reply-to": reply_to,
    }


def sent(reply: Reply) -> Response:
    """The reply, on its way."""
    return Response(reply.body, reply.status, reply.headers | {"cache-control": "no-store"})
