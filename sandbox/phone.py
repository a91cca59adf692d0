"""The message provider, and a phone on the screen that shows what arrived."""

import hmac
import re
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox import forms, pages, replies
from sandbox.keys import Keys
from sandbox.numbers import SHANGHAI
from sandbox.pages import Html
from sandbox.store import Store, Text

_NUMBER = re.compile(r"\+?[0-9]{5,20}")
_LINK = re.compile(r"https?://[^\s<>\"'，。；）]+")
_CODE = re.compile(r"(?<![0-9])([0-9]{6})(?![0-9])")
_LONGEST = 1000


def tidy(number: str) -> str:
    """A phone number without spaces and dashes; empty if it is none. 11 digits are Chinese."""
    bare = re.sub(r"[\s\-]", "", number)
    if not _NUMBER.fullmatch(bare):
        return ""
    return f"+86{bare}" if re.fullmatch(r"1[0-9]{10}", bare) else bare


class Phone:
    """Takes messages from the platform, and shows them."""

    def __init__(self, home: Path, keys: Keys, store: Store) -> None:
        self.home = home
        self.keys = keys
        self.store = store

    def routes(self) -> list[Route]:
        """Its doors: the provider's, the screen, the newest message, the reply."""
        return [
            Route("/sandbox/sms", self.take, methods=["POST"]),
            Route("/sandbox/phone/", self.show),
            Route("/sandbox/phone/latest.json", self.latest),
            Route("/sandbox/phone/reply", self.reply, methods=["POST"]),
        ]

    async def take(self, request: Request) -> Response:
        """The provider's door: JSON with to, text, id; the secret as a bearer token."""
        expected = f"Bearer {self.keys.sms_secret}"
        said = request.headers.get("authorization", "")
        if not hmac.compare_digest(said.encode(), expected.encode()):
            return JSONResponse({"error": "unauthorized"}, 401)
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            return JSONResponse({"error": "malformed"}, 400)
        to, text, message_id = (forms.text(form, name) for name in ("to", "text", "id"))
        number = tidy(to)
        if not number or not 1 <= len(text) <= _LONGEST or not 1 <= len(message_id) <= 100:
            return JSONResponse({"error": "malformed"}, 422)
        fresh = await run_in_threadpool(self.store.deliver, message_id, number, text)
        return JSONResponse({"id": message_id, "taken": True, "again": not fresh}, 202)

    async def latest(self, request: Request) -> Response:
        """The newest message of a phone; with `code=1` the newest that carries a code."""
        number = tidy(request.query_params.get("number", ""))
        texts = map(_as_json, await run_in_threadpool(self.store.texts, number))
        wanted = "code" if request.query_params.get("code") else "id"
        return JSONResponse(next((one for one in texts if one[wanted]), _as_json(None)))

    async def reply(self, request: Request) -> Response:
        """What was typed on the phone goes to the platform, as the network would hand it on."""
        try:
            form = await forms.read(request)
        except (forms.TooMuch, forms.Unreadable):
            return JSONResponse({"error": "malformed"}, 400)
        number, text = tidy(forms.text(form, "number")), forms.text(form, "text").strip()
        if not number or not 1 <= len(text) <= replies.LONGEST:
            return pages.sorry("请输入要回复的内容。", "Type what to reply.", 422)
        try:
            await run_in_threadpool(
                replies.send, self.home, number, text, forms.text(form, "id")[:100]
            )
        except replies.NotSent:
            return pages.sorry("平台没有收下这条短信。", "The platform did not take it.", 502)
        if "application/json" in request.headers.get("content-type", ""):
            return JSONResponse({"sent": True}, 202)
        return RedirectResponse(f"/sandbox/phone/?number={_quoted(number)}&sent=1", 303)

    async def show(self, request: Request) -> Response:
        """The phone on the screen. Without a number: the phones that got messages."""
        number = tidy(request.query_params.get("number", ""))
        phones = await run_in_threadpool(self.store.phones)
        ask = _ask(number, phones)
        if not number:
            return pages.page("手机", "Phone", ask)
        texts = await run_in_threadpool(self.store.texts, number)
        newest = texts[0].id if texts else 0
        none = pages.markup("<p>{text}</p>", text=pages.both("还没有短信。", "No messages yet."))
        screen = pages.markup(
            '<div class="screen" id="screen" data-number="{number}" data-newest="{newest}">'
            "<h2>{number}</h2><div aria-live=polite>{bubbles}</div>{reply}</div>{ask}",
            number=number,
            reply=_reply(number, was_sent="sent" in request.query_params),
            newest=newest,
            bubbles=pages.joined([_bubble(text) for text in texts]) or none,
            ask=ask,
        )
        return pages.page("手机", "Phone", screen, script="phone", refresh=5)


def _reply(number: str, *, was_sent: bool) -> Html:
    """The box under the messages: a phone without pages answers by it."""
    sent = pages.markup('<p role="status">{text}</p>', text=pages.both("已发出。", "Sent."))
    return pages.markup(
        '{sent}<form class="box noprint" method="post" action="/sandbox/phone/reply">'
        '<input type="hidden" name="number" value="{number}"><label for="text">{label}</label>'
        '<input type="text" id="text" name="text" maxlength="200" autocomplete="off">'
        "<button>{send}</button></form>",
        sent=sent if was_sent else Html(""),
        number=number,
        label=pages.both("回复短信", "Reply"),
        send=pages.both("发送", "Send"),
    )


def _ask(number: str, phones: list[str]) -> Html:
    known = [
        pages.markup('<li><a href="?number={q}">{number}</a></li>', q=_quoted(one), number=one)
        for one in phones
    ]
    return pages.markup(
        '<form class="box noprint" method="get"><label for="number">{label}</label>'
        '<input type="tel" id="number" name="number" value="{number}" autocomplete="off">'
        "<button>{open}</button></form><ul>{known}</ul>",
        label=pages.both("手机号码", "Phone number"),
        number=number,
        open=pages.both("查看", "Open"),
        known=pages.joined(known),
    )


def _quoted(number: str) -> str:
    return number.replace("+", "%2B")


def _bubble(text: Text) -> Html:
    at = datetime.fromtimestamp(text.at, SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    linked, done = "", 0
    for link in _LINK.finditer(text.text):
        linked += escape(text.text[done : link.start()])
        linked += f'<a href="{escape(link[0])}">{escape(link[0])}</a>'
        done = link.end()
    linked += escape(text.text[done:])
    return pages.markup(
        '<div class="bubble"><time>{at}</time>{text}</div>', at=at, text=Html(linked)
    )


def _as_json(text: Text | None) -> dict[str, Any]:
    if text is None:
        return {"id": None, "text": None, "code": None, "link": None, "at": None}
    link, code = _LINK.search(text.text), _CODE.search(_LINK.sub("", text.text))
    return {
        "id": text.id,
        "text": text.text,
        "code": code[1] if code else None,
        "link": link[0] if link else None,
        "at": text.at,
    }
