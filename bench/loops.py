"""Clients that go through the whole loop over HTTP, while parts of the product are killed.

Each keeps a journal of its own: what it tried, and what was answered. An act that was answered must
be there exactly once, one that was not answered at most once: bench/truth.py holds them to it.
"""

import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from threading import Event
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.cast import CSRF
from bench.truth import Entry

# How long an act is tried again before the run is given up.
PATIENCE = 120.0
PAUSE = 0.1
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SHORT_CODE = re.compile(r'id="short-code">([^<]+)<')
_OPTIONS = re.compile(r'(?s)<script id="passkey-options" type="application/json">(.*?)</script>')


class Unanswered(Exception):
    """No answer, or one that says that something is down: nobody knows whether it was done."""


class Wrong(Exception):
    """An answer that the product must never give here."""


class Over(Exception):
    """The run ends before this act was answered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    leads_to: str
    text: str


class Line:
    """One browser: a connection that is made anew when it breaks, and its cookies."""

    def __init__(self, port: int, cookies: str) -> None:
        self._port = port
        self._cookies = {"Cookie": cookies}
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Reply:
        return self._send("GET", path, None, {})

    def post(self, path: str, **said: Any) -> Reply:
        body = urlencode({"csrfmiddlewaretoken": CSRF, **said}, doseq=True)
        return self._send("POST", path, body, _FORM)

    def _send(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Reply:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("localhost", self._port, timeout=20)
        try:
            self._connection.request(method, path, body, self._cookies | more)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as broken:
            self._connection.close()
            self._connection = None
            raise Unanswered(type(broken).__name__) from broken
        if answer.status >= 500:
            raise Unanswered(str(answer.status))
        on = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""
        return Reply(answer.status, unescape(on), text)


@dataclass
class Run:
    """What all clients share."""

    ends: Event = field(default_factory=Event)
    entries: list[Entry] = field(default_factory=list)
    loops: int = 0
    # When the newest act that was answered had begun.
    acted: float = 0.0

    def act(
        self,
        entry: Entry,
        name: str,
        do: Callable[[], Any],
        was_done: Callable[[], Any] = lambda: None,
    ) -> Any:
        """Try until it is answered, or until it shows that an unanswered try did it."""
        until = time.monotonic() + PATIENCE
        while True:
            began = time.time()
            entry.tried[name] += 1
            try:
                done = do()
            except Unanswered:
                time.sleep(PAUSE)
            else:
                entry.answered[name] += 1
                self.acted = max(self.acted, began)
                return done
            if found := self.read(was_done):
                return found
            if self.ends.is_set() or time.monotonic() > until:
                raise Over(name)

    def read(self, do: Callable[[], Any]) -> Any:
        """Look at something until it is answered."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return do()
            except Unanswered as trouble:
                if time.monotonic() > until:
                    raise Wrong(f"nothing for {PATIENCE} s: {trouble}") from trouble
                time.sleep(PAUSE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Her phone with its device key, and the family that asks."""

    run: Run
    her: Line
    device: Any
    family: Line
    worker: str
    consumer: str

    def loop(self) -> None:
        """Scan, ask, approve, open, end; and it stands on her page."""
        entry = self._entry()
        query = self._ask(entry)
        self.run.act(entry, "approve", lambda: self._approve(query), lambda: self._moved(query))
        self.run.act(entry, "open", lambda: self._open(query))
        self.run.act(
            entry, "end", lambda: self._end(query, entry), lambda: self._moved(query, "look")
        )
        entry.on_her_page = query in self.run.read(lambda: self.her.get("/worker/looks/")).text
        entry.is_whole = True
        self.run.loops += 1

    def ask_only(self) -> None:
        """She has no page open and will not answer: a message goes to her phone."""
        entry = self._entry(is_told=True)
        self._ask(entry)
        entry.is_whole = True

    def _entry(self, *, is_told: bool = False) -> Entry:
        entry = Entry(self.worker, self.consumer, is_told=is_told)
        self.run.entries.append(entry)
        return entry

    def _ask(self, entry: Entry) -> str:
        ticket = self.run.read(self._ticket)
        said = {"called": "胡女士", "reason": "child"}
        entry.query = self.run.act(
            entry, "ask", lambda: _id_in(self.family.post(f"/consumer/ask/{ticket}/", **said))
        )
        return entry.query

    def _ticket(self) -> str:
        shown = _SHORT_CODE.search(_ok(self.her.get("/worker/certificate/")).text)
        if shown is None:
            raise Wrong("no short code on her page")
        reply = self.family.post("/consumer/code/", code=shown[1])
        found = re.fullmatch(r"/consumer/ask/([^/]+)/", reply.leads_to)
        if found is None:
            raise Wrong(f"a short code led to {reply.status}")
        return found[1]

    def _approve(self, query: str) -> None:
        chosen = {"way": "passkey", "show": ["identity", "background"]}
        page = self.her.post(f"/worker/requests/{query}/", **chosen).leads_to
        if "/passkey/" not in page:
            raise Unanswered("the request is answered")
        options = _OPTIONS.search(_ok(self.her.get(page)).text)
        if options is None:
            raise Wrong("no question for her device")
        answer = json.dumps(self.device.sign(json.loads(options[1])))
        path = urlsplit(page).path
        reply = self.her.post(path, credential=answer, show=chosen["show"])
        if reply.status != 302:
            raise Wrong(f"her device's answer: {reply.status}")
        if "over=" in reply.leads_to:
            raise Unanswered("the request is answered")

    def _open(self, query: str) -> None:
        if 'id="record"' not in _ok(self.family.get(f"/consumer/queries/{query}/record/")).text:
            raise Wrong("a record without its page")

    def _end(self, query: str, entry: Entry) -> None:
        reply = self.family.post(f"/consumer/queries/{query}/end/")
        if reply.status == 302:
            return
        if entry.tried["end"] > 1:
            raise Unanswered("ended by a try that was not answered")
        raise Wrong(f"ending a look: {reply.status}")

    def _moved(self, query: str, was: str = "asked") -> bool:
        """Whether it is no more what it was."""
        path = f"/consumer/queries/{query}/state/?was={was}"
        return bool(_of_kind(self.family.get(path), 204).leads_to)


def _ok(reply: Reply) -> Reply:
    return _of_kind(reply, 200)


def _of_kind(reply: Reply, status: int) -> Reply:
    if reply.status != status:
        raise Wrong(f"status {reply.status} and not {status}")
    return reply


def _id_in(reply: Reply) -> str:
    found = re.fullmatch(r"/consumer/queries/([0-9a-f-]{36})/", reply.leads_to)
    if found is None:
        raise Wrong(f"a request led to {reply.status}")
    return found[1]
