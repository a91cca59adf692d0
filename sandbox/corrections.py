"""Corrections, part 4.5 of docs/PROTOCOL.md: a body is asked about a fact of its own.

What was asked waits under the sandbox's home until somebody decides it, on the page or from a
program: `POST /sandbox/corrections/{id}` with `answer`, `reasons`, and `remedy` with `row`.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, override
from uuid import UUID

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox import bodies, forms, keys, pages, sending
from sandbox.bodies import BODIES
from sandbox.exchange import Asked, Desk
from sandbox.keys import Keys
from sandbox.outgoing import Line, NotTheirs, fresh_id
from sandbox.pages import Html, both
from sandbox.signatures import TAG, Call, Refused
from sandbox.store import Store
from sandbox.suites import decoded

SERVICE, ANSWERS = "correction", "correction-answer"
_REMEDIES = ("changed", "struck")
# What the page offers: the answer with its remedy, and the reasons that go with it.
_CHOICES = {
    "struck": ("upheld", "struck", "核实有误，予以撤下。", "成立，撤下", "Upheld: struck"),
    "dismissed": ("dismissed", "", "核对原始记录，内容无误。", "不成立", "Dismissed"),
}


@dataclass(slots=True)
class Disputed(Asked):
    """A question that was proven, opened and understood."""

    question: dict[str, Any] = field(default_factory=dict)


class Register:
    """What the bodies were asked, and what they decided: a file each."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "corrections"

    def ask(self, correction: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Keeps the question; what was decided of it stays."""
        known = self.find(correction) or {}
        whole = {**asked, "decision": known.get("decision")}
        self._save(correction, whole)
        return whole

    def decide(self, correction: str, decision: Mapping[str, Any]) -> bool:
        """Decides it; False where nobody asked."""
        known = self.find(correction)
        if known is None:
            return False
        self._save(correction, {**known, "decision": dict(decision)})
        return True

    def find(self, correction: str) -> dict[str, Any] | None:
        file = self.folder / f"{UUID(correction)}.json"
        if not file.exists():
            return None
        whole: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return whole

    def every(self) -> list[tuple[str, dict[str, Any]]]:
        """All of them, the newest first."""
        files = sorted(self.folder.glob("*.json"), reverse=True) if self.folder.is_dir() else []
        return [(file.stem, json.loads(file.read_text("utf-8"))) for file in files]

    def _save(self, correction: str, whole: Mapping[str, Any]) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / f"{UUID(correction)}.json"
        file.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


class BodyDesk(Desk):
    """One body's door for corrections, with that body's keys."""

    def __init__(
        self, own: Keys, store: Store, authorities: frozenset[str], register: Register
    ) -> None:
        super().__init__(own, store, authorities)
        self.register = register

    @override
    def _understood(self, service: str, call: Call) -> Disputed:
        sender, content = self._proven(call)
        correction = call.headers["exchange-message-id"]
        expected = {
            "protocol": TAG,
            "type": f"{SERVICE}.ask",
            "message_id": correction,
            "sender": sender,
            "recipient": self.keys.party,
        }
        who = content.get("code") or content.get("number")
        row, says = content.get("row"), content.get("says")
        fits = all(content.get(part) == value for part, value in expected.items())
        texts = isinstance(who, str) and isinstance(says, str) and isinstance(row, dict)
        if not fits or not texts or not isinstance(content.get("kind"), str):
            raise Refused("body_invalid")
        try:
            UUID(correction)
        except ValueError as error:
            raise Refused("malformed") from error
        digest = hashlib.sha256(f"{SERVICE}\n{who}".encode()).digest()
        if not self.store.same_question(sender, correction, digest):
            raise Refused("message_id_reused")
        met = self.store.take_faults(SERVICE, str(content.get("number") or ""))
        kept = {name: content.get(name) for name in ("kind", "row", "claim", "says", "due_on")}
        kept |= {"body": self.keys.party}
        name, number = str(content.get("name") or ""), str(content.get("number") or "")
        return Disputed(sender, correction, name, number, met, kept)

    @override
    def _said(self, service: str, asked: Asked) -> dict[str, Any]:
        if not isinstance(asked, Disputed):
            raise Refused("body_invalid")
        known = self.register.ask(asked.message_id, asked.question)
        decision = known["decision"] or {"answer": "received"}
        if "contradictory" in asked.faults:
            return {"answer": "dismissed", "reasons": "内容无误。", "remedy": "struck"}
        if "unknown" in asked.faults:
            return {"answer": "perhaps"}
        return dict(decision)


class Corrections:
    """The door of all bodies, and the page on which a person decides for them."""

    def __init__(self, home: Path, store: Store, authorities: frozenset[str]) -> None:
        self.home, self.store, self.authorities = home, store, authorities
        self.register = Register(home)

    def routes(self) -> list[Route]:
        """Where both are found."""
        return [
            Route(f"/exchange/v1/{SERVICE}", self.answer, methods=["POST"]),
            Route("/sandbox/corrections/", self.show, methods=["GET"]),
            Route("/sandbox/corrections/{correction}", self.decide, methods=["POST"]),
        ]

    async def answer(self, request: Request) -> Response:
        """One question in, one reply out, signed by the body that it was sealed to."""
        name = _sealed_to(await request.body())
        own = await run_in_threadpool(self._keys, name)
        if own is None:
            return Response(status_code=503)
        request.path_params["service"] = SERVICE
        desk = BodyDesk(own, self.store, self.authorities, self.register)
        return await desk.answer(request)

    def _keys(self, name: str) -> Keys | None:
        if name not in BODIES:
            return keys.load(self.home)
        if not bodies.are_paired(self.home):
            return None
        pair = bodies.load(self.home, name)
        return Keys(name, pair.own, {str(pair.platform["party"]): pair.platform["keys"]}, "")

    async def decide(self, request: Request) -> Response:
        """A decision, from the page's form or from JSON."""
        try:
            form = await forms.read(request)
            decision = _decision({name: forms.text(form, name) for name in form})
            correction = str(UUID(request.path_params["correction"]))
        except (forms.TooMuch, forms.Unreadable, ValueError):
            return pages.sorry("答复有误。", "That is no answer.", 422)
        if not await run_in_threadpool(self.register.decide, correction, decision):
            return pages.sorry("没有这件异议。", "There is no such correction.", 404)
        await run_in_threadpool(self._push, correction, decision)
        if "application/json" in request.headers.get("content-type", ""):
            return JSONResponse({"correction": correction, **decision})
        return RedirectResponse("/sandbox/corrections/", 303)

    def _push(self, correction: str, decision: Mapping[str, Any]) -> None:
        """Tells the platform at once, as any body sends rows; else it learns when it asks again."""
        body = str((self.register.find(correction) or {}).get("body"))
        if body not in BODIES:
            return
        pair = bodies.load(self.home, body)
        faults, seconds = sending.standing(self.store, body)
        row = {
            "checked_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "correction": correction,
            **decision,
        }
        if "row" in row:
            row["row"] = json.dumps(row["row"], ensure_ascii=False)
        # Where nobody listens it learns the answer when it asks again.
        with contextlib.suppress(NotTheirs, httpx.HTTPError):
            line = Line(pair, faults, pair.verify, seconds)
            line.ask(ANSWERS, {"rows": [row]}, fresh_id(), "push")

    async def show(self, request: Request) -> Response:
        """What was asked, with a choice for each."""
        every = await run_in_threadpool(self.register.every)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse([{"id": name, **whole} for name, whole in every])
        rows = [_row(name, whole) for name, whole in every]
        content = pages.markup(
            "<p>{intro}</p><table><tbody>{rows}</tbody></table>",
            intro=both(
                "平台转来的异议。在这里决定，答复马上报送平台；平台没收到，每天早上会再问一次。",
                "Corrections that the platform passed on. Decide them here, and the answer is sent"
                " at once; if it does not arrive, the platform asks again each morning.",
            ),
            rows=pages.joined(rows),
        )
        return pages.page("异议核实", "Corrections", content)


def _sealed_to(body: bytes) -> str:
    """The body whose key it was sealed to, by that key's id; empty where it says none."""
    try:
        kid = str(json.loads(decoded(body.split(b".", 1)[0].decode("ascii")))["kid"])
    except (ValueError, KeyError, TypeError):
        return ""
    return kid.partition("-enc-")[0]


def _decision(said: Mapping[str, str]) -> dict[str, Any]:
    """What was chosen on the page, or said by a program; ValueError for anything else."""
    if (choice := _CHOICES.get(said.get("choice", ""))) is not None:
        answer, remedy, reasons = choice[:3]
        return {"answer": answer, "reasons": reasons, **({"remedy": remedy} if remedy else {})}
    answer, remedy = said.get("answer", ""), said.get("remedy", "")
    if answer not in {"upheld", "dismissed"} or not said.get("reasons"):
        raise ValueError(answer)
    decision: dict[str, Any] = {"answer": answer, "reasons": said["reasons"]}
    if remedy:
        if remedy not in _REMEDIES:
            raise ValueError(remedy)
        decision["remedy"] = remedy
    if said.get("row"):
        decision["row"] = json.loads(said["row"])
    return decision


def _row(name: str, whole: Mapping[str, Any]) -> Html:
    body = BODIES.get(str(whole["body"]))
    decided = (whole.get("decision") or {}).get("answer", "")
    buttons = pages.joined(
        [
            pages.markup(
                '<button class="small plain" name="choice" value="{value}">{text}</button>',
                value=value,
                text=both(zh, en),
            )
            for value, (_, _, _, zh, en) in _CHOICES.items()
        ]
    )
    return pages.markup(
        "<tr><td>{body}</td><td>{kind}</td><td>{row}</td><td>{says}</td><td>{decided}</td>"
        '<td><form method="post" action="{name}">{buttons}</form></td></tr>',
        body=both(body.zh, body.en) if body else both("公安", "Police"),
        kind=str(whole["kind"]),
        row=json.dumps(whole["row"], ensure_ascii=False),
        says=str(whole["says"]),
        decided=decided or both("待核实", "waits"),
        name=name,
        buttons=buttons,
    )
