"""Market regulation's door, part 4.4 of docs/PROTOCOL.md: is she the firm's representative?

It has keys of its own (`sandbox/bodies.py`), and a register of made-up firms that only this side
writes: `python -m sandbox firm --home DIR --code … --name … --representative … --number …`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, override

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import bodies, forms, numbers, pages
from sandbox.exchange import Asked, Desk
from sandbox.keys import Keys
from sandbox.signatures import Call, Refused
from sandbox.store import Store

SERVICE = "firm-representative"
BODY = "market"
_CODE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as market regulation has it."""

    code: str
    name: str
    representative: str
    number: str
    status: str = "open"
    capital: str = "domestic"
    region: str = ""
    address: str = ""
    registered_on: str = "2020-01-02"
    authority: str = "样例市场监督管理局"


class Register:
    """The register of firms: one file under the sandbox's home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "firms"

    def enter(self, firm: Firm) -> None:
        """Enters the firm, in place of what was known of it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole = {name: getattr(firm, name) for name in Firm.__slots__}
        file = self.folder / f"{firm.code}.json"
        file.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")

    def find(self, code: str) -> Firm | None:
        file = self.folder / f"{code}.json"
        if not _CODE.fullmatch(code) or not file.exists():
            return None
        return Firm(**json.loads(file.read_text("utf-8")))

    def every(self) -> list[Firm]:
        """All of them, by their codes."""
        files = sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []
        return [Firm(**json.loads(file.read_text("utf-8"))) for file in files]


def read(given: Mapping[str, str]) -> Firm | None:
    """A firm as a form or the command gives it; nothing where it cannot be one."""
    known = {name: given[name].strip() for name in Firm.__slots__ if given.get(name)}
    needed = ("code", "name", "representative", "number")
    whole = all(known.get(name) for name in needed)
    fits = whole and _CODE.fullmatch(known["code"]) and numbers.is_number(known["number"])
    return Firm(**known) if fits else None


class FirmOffice:
    """The register on a page, and entered from a program: made-up firms, for signing up."""

    def __init__(self, register: Register) -> None:
        self.register = register

    async def enter(self, request: Request) -> Response:
        """One more firm, from a form or JSON."""
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            form = {}
        firm = read({name: forms.text(form, name) for name in form})
        if firm is None:
            return pages.sorry("这家企业填得不对。", "That cannot be a firm.", 422)
        await run_in_threadpool(self.register.enter, firm)
        return JSONResponse({"code": firm.code})

    async def show(self, request: Request) -> Response:
        """Who represents which firm."""
        rows = [
            pages.markup(
                "<tr><td>{code}</td><td>{name}</td><td>{who}</td><td>{number}</td></tr>",
                code=firm.code,
                name=firm.name,
                who=firm.representative,
                number=firm.number,
            )
            for firm in await run_in_threadpool(self.register.every)
        ]
        content = pages.markup(
            "<p>{about}</p><table><thead><tr><th>{code}</th><th>{name}</th><th>{who}</th>"
            "<th>{number}</th></tr></thead><tbody>{rows}</tbody></table>",
            about=pages.both(
                "用其中一家在企业端 /firm/sign-up/ 开通试试。",
                "Open the desk of one of them at /firm/sign-up/.",
            ),
            code=pages.both("信用代码", "Credit code"),
            name=pages.both("企业", "Firm"),
            who=pages.both("法定代表人", "Representative"),
            number=pages.both("证件号码", "ID number"),
            rows=pages.joined(rows),
        )
        return pages.page("企业登记", "Register of firms", content)


@dataclass(slots=True)
class Claim(Asked):
    """A question that was proven, opened and understood: of which firm, too."""

    code: str = ""


class MarketDesk(Desk):
    """Answers from the register of firms."""

    def __init__(self, home: Path, store: Store, authorities: frozenset[str]) -> None:
        self.home = home
        self.register = Register(home)
        self.store = store
        self.authorities = authorities

    @property
    @override
    def keys(self) -> Keys:  # type: ignore[override]  # read anew: it is paired while we run
        """The body's own keys, and the platform that it knows."""
        pair = bodies.load(self.home, BODY)
        return Keys(BODY, pair.own, {str(pair.platform["party"]): pair.platform["keys"]}, "")

    async def confirm(self, request: Request) -> Response:
        """One question in, one signed reply out."""
        if not bodies.are_paired(self.home):
            return Response(status_code=503)
        request.path_params["service"] = SERVICE
        return await self.answer(request)

    @override
    def _understood(self, service: str, call: Call) -> Claim:
        sender, content = self._proven(call)
        asked = self._checked(service, call, sender, content)
        code = content.get("code")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise Refused("body_invalid")
        question = f"{service}\n{code}\n{asked.name}\n{asked.number}"
        digest = hashlib.sha256(question.encode()).digest()
        if not self.store.same_question(asked.sender, asked.message_id, digest):
            raise Refused("message_id_reused")
        met = self.store.take_faults(service, asked.number)
        return Claim(asked.sender, asked.message_id, asked.name, asked.number, met, code)

    @override
    def _said(self, service: str, asked: Asked) -> dict[str, Any]:
        firm = self.register.find(asked.code) if isinstance(asked, Claim) else None
        if firm is None or "unknown" in asked.faults:
            return {"answer": "unknown"}
        row = {
            name: getattr(firm, name)
            for name in Firm.__slots__
            if name not in ("representative", "number")
        }
        if "contradictory" in asked.faults:
            return {"answer": "mismatch", "registration": row}
        same = (firm.representative, firm.number) == (asked.name, asked.number)
        if not same or "mismatch" in asked.faults:
            return {"answer": "mismatch"}
        return {"answer": "match", "registration": row}
