"""A walk: from page to page by whatever each page offers, breadth first, with an end."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve

from tests.crawl.reading import Page, files_of_style, links_of_manifest, links_of_script

HOST = "jiaxin.example"
ORIGIN = f"https://{HOST}"
# Of all addresses that one person can reach by what is offered to her. A calendar, a list of
# pages or a filter that leads on for ever comes to its end here, and that is a fault.
MOST = 400
# Of one route's; some are tried so often only, with the reason.
MOST_OF_ONE = 60
SAMPLED = {
    "console:trail_line": (5, "each look at a line of the trail is a line of the trail"),
}
STATIC = "/static/"
# These open a telephone or a letter, and no page.
OTHER_PROGRAMS = ("tel:", "sms:", "mailto:")
HTML_LANG = {"zh-hans": "zh-CN", "en": "en"}
SAYS_OF_ITSELF = ("server", "x-powered-by", "x-aspnet-version", "via", "x-runtime")
MISHAPS = ("Traceback (most recent", "DEBUG = True", "django.urls.exceptions", "psycopg.errors")

# The test client's answers have more than their class says.
type Answer = Any
type Look = Callable[[str, Answer], Iterable[str]]


@dataclass
class Walk:
    """One browser's way through everything that it is offered."""

    browser: Client
    language: str = "zh-hans"
    # From pages outside of this path it goes no further: they are the same for everyone.
    within: str = "/"
    # Each walks from a place of its own, so that no limit of one is another's.
    place: str = "203.0.113.1"
    most: int = MOST
    most_of_one: int = MOST_OF_ONE
    # Asked after each answer: what else is wrong with it.
    look: Look = lambda _address, _answer: ()
    answers: dict[str, int] = field(default_factory=dict)
    routes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _waiting: deque[tuple[str, str]] = field(default_factory=deque)
    known: set[str] = field(default_factory=set)
    _tried: set[str] = field(default_factory=set)
    _ids: dict[str, set[str]] = field(default_factory=dict)
    _parts: set[tuple[str, str, str]] = field(default_factory=set)
    _files: set[str] = field(default_factory=set)

    def from_(self, starts: Mapping[str, int]) -> list[str]:
        """Walk from these, each of which has to answer so; what is wrong on the way."""
        self.browser.raise_request_exception = False
        self.browser.cookies["lang"] = self.language
        for address in starts:
            self._offer(address, "the start")
        while self._waiting:
            if len(self.answers) >= self.most:
                self.faults.append(f"no end after {self.most} addresses: {self._waiting[0]}")
                break
            address, origin = self._waiting.popleft()
            self._visit(address, origin, starts.get(address))
        self.faults += [
            f"{origin} leads to {address}#{part}, which has no such part"
            for address, part, origin in sorted(self._parts)
            if address in self._ids and part not in self._ids[address]
        ]
        return self.faults

    def _visit(self, address: str, origin: str, expected: int | None) -> None:
        if not self._is_let(address):
            return
        answer = self.browser.get(
            address, secure=True, headers={"host": HOST, "x-forwarded-for": self.place}
        )
        self.answers[address] = status = answer.status_code
        # A form that is filled in wrong is told so: that is no dead end.
        is_told = status == 422 and address in self._tried
        if status != expected and (expected is not None or (status >= 400 and not is_told)):
            self.faults.append(f"{origin} leads to {address}: {status}")
        found = [*faults_of_answer(answer), *self.look(address, answer)]
        if address.startswith(self.within):
            for header in ("Location", "HX-Redirect"):
                if header in answer:
                    self._offer(urljoin(address, answer[header]), address)
            if not answer.streaming:
                found += self._read(address, answer)
        self.faults += [f"{address}: {fault}" for fault in found]

    def _is_let(self, address: str) -> bool:
        """Whether there is room for one more of this route."""
        route = name_of(address)
        if route in SAMPLED and self.routes[route] >= SAMPLED[route][0]:
            return False
        self.routes[route] += 1
        if self.routes[route] == self.most_of_one + 1:
            self.faults.append(f"no end of {route}: {address}")
        return self.routes[route] <= self.most_of_one

    def _read(self, address: str, answer: Answer) -> list[str]:
        """Follow what the answer offers, by its kind; what is wrong with it."""
        kind = answer.get("Content-Type", "").partition(";")[0]
        if kind == "text/html" and answer.content:
            return self._read_page(address, answer.text)
        offered = {
            "application/manifest+json": links_of_manifest,
            "text/javascript": links_of_script,
        }.get(kind)
        for link in offered(answer.text) if offered else ():
            self._offer(urljoin(address, link), address)
        return []

    def _read_page(self, address: str, text: str) -> list[str]:
        page = Page(address, text)
        self._ids[address] = set(page.ids)
        # A filter is tried from the page that it stands on, not from each of its answers.
        answers = page.answers if "?" not in address else []
        self._tried |= {urljoin(address, link) for link in answers}
        for link in [*page.links, *answers]:
            self._offer(urljoin(address, link), address)
        found = [*page.faults, *(f"{word!r} is shown" for word in MISHAPS if word in text)]
        for action in page.posts:
            found += self._leads_to_a_door(urljoin(address, action))
        if page.is_whole and page.lang != HTML_LANG[self.language]:
            found.append(f"the language is {page.lang!r}")
        return found

    def _leads_to_a_door(self, action: str) -> list[str]:
        """A form is not sent off, but somebody has to be there to take it."""
        parts = urlsplit(action)
        if parts.netloc not in {"", HOST}:
            return [f"a form is sent to {action}"]
        try:
            resolve(unquote(parts.path))
        except Resolver404:
            return [f"a form is sent to {action}, where nobody is"]
        return []

    def _offer(self, link: str, origin: str) -> None:
        if link.startswith((*OTHER_PROGRAMS, "data:", "javascript:")):
            return
        parts = urlsplit(link)
        if parts.scheme not in {"", "https"} or parts.netloc not in {"", HOST}:
            self.faults.append(f"{origin} leads elsewhere: {link}")
            return
        if parts.path.startswith(STATIC):
            self._fetch(parts.path, origin)
            return
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.fragment:
            self._parts.add((address, parts.fragment, origin))
        if address not in self.known:
            self.known.add(address)
            self._waiting.append((address, origin))

    def _fetch(self, path: str, origin: str) -> None:
        """The front door hands out static files; whether it finds them, a finder says."""
        if path in self._files:
            return
        self._files.add(path)
        found = finders.find(unquote(path).removeprefix(STATIC))
        if not isinstance(found, str):
            self.faults.append(f"{origin} wants {path}, which is not there")
        elif path.endswith(".css"):
            for wanted in files_of_style(Path(found).read_text(encoding="utf-8")):
                self._offer(urljoin(path, wanted), path)


def name_of(address: str) -> str:
    """The route that an address belongs to; empty where it leads nowhere."""
    try:
        return resolve(unquote(urlsplit(address).path)).view_name
    except Resolver404:
        return ""


def faults_of_answer(answer: Answer) -> list[str]:
    """What each answer's head must say, whatever its status."""
    policy = answer.get("Content-Security-Policy", "")
    rules = {
        "HSTS": "max-age=31536000" in answer.get("Strict-Transport-Security", ""),
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "a referrer policy": answer.get("Referrer-Policy") == "same-origin",
        "frame options": answer.get("X-Frame-Options") == "DENY",
        "frame-ancestors": "frame-ancestors 'none'" in policy,
        "a default of none": "default-src 'none'" in policy,
        "a base of none": "base-uri 'none'" in policy,
        "scripts of its own only": "script-src 'self'" in policy
        and "'unsafe-inline'" not in policy,
        "a type": "Content-Type" in answer or not answer.content,
    }
    found = [f"no {what}" for what, holds in rules.items() if not holds]
    found += [f"says {name}" for name in SAYS_OF_ITSELF if name in answer]
    for name, cookie in answer.cookies.items():
        if cookie["max-age"] == 0:
            continue
        missing = [flag for flag in ("secure", "httponly", "samesite") if not cookie[flag]]
        found += [f"the cookie {name} is not {flag}" for flag in missing]
    return found
