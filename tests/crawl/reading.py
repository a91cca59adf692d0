"""One page as a crawler reads it: where it leads, and what is wrong with it."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import override
from urllib.parse import urlencode

# Elements whose file a browser fetches by itself, and the attribute that names it.
FETCHED = {"script": "src", "img": "src", "source": "src", "link": "href", "video": "src"}
# Attributes of ours and of htmx that hold an address for GET.
SCRIPTED = ("hx-get", "data-sw", "data-reader", "data-wasm", "data-address", "data-copy")
SENDS = ("hx-post", "hx-put", "hx-patch", "hx-delete")
NOT_OURS = {"iframe", "frame", "object", "embed", "base", "applet"}
# A block of data is not run, so the content policy lets it be.
DATA = {"application/json"}
# Of a long list the first few: what holds for one place of the country holds for each.
MOST_CHOICES = 2
# What a crawler types where a form asks for something.
TYPED = {"text": "样例", "search": "样例", "date": "2026-01-01", "number": "1"}


@dataclass
class Form:
    """A form that is being read."""

    action: str
    is_get: bool
    kept: list[tuple[str, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    def names(self) -> set[str]:
        """Its fields."""
        return {name for name, _ in (*self.kept, *self.others)}

    def addresses(self) -> Iterator[str]:
        """As it stands, and with each choice, box and field of it changed once."""
        yield f"{self.action}?{urlencode(self.kept)}"
        tried: Counter[str] = Counter()
        for name, value in self.others:
            tried[name] += 1
            if tried[name] > MOST_CHOICES:
                continue
            kept = [pair for pair in self.kept if pair[0] != name]
            yield f"{self.action}?{urlencode([*kept, (name, value)])}"


class Page(HTMLParser):
    """The links, forms and files of a page, and what no page of ours may hold."""

    def __init__(self, here: str, text: str) -> None:
        super().__init__()
        self.path = here.partition("?")[0]
        self.links: list[str] = []
        self.forms: list[Form] = []  # for GET
        self.answers: list[str] = []  # what these lead to
        self.posts: list[str] = []
        self.ids: Counter[str] = Counter()
        self.faults: list[str] = []
        self.headings, self.title, self.lang = 0, "", ""
        self.is_whole = "<html" in text
        self._form: Form | None = None
        self._select = ""
        self._in_title = False
        self.feed(text)
        self.close()
        self._judge()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self._policy(tag, own)
        self._address(tag, own)
        if "id" in own:
            self.ids[own["id"]] += 1
        match tag:
            case "html":
                self.lang = own.get("lang", "")
            case "title":
                self._in_title = not self.title
            case "h1":
                self.headings += 1
            case "form":
                self._open(own)
            case "input" | "select" | "option" | "button":
                self._field(tag, own)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form" and self._form:
            if self._form.is_get:
                self.forms.append(self._form)
                self.answers += self._form.addresses()
            self._form = None
        self._in_title = self._in_title and tag != "title"

    @override
    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def _policy(self, tag: str, own: dict[str, str]) -> None:
        """What the content policy would stop, and so whatever somebody could slip in."""
        self.faults += [f"{tag} has {name}" for name in own if name.startswith(("on", "hx-on"))]
        if "style" in own or tag == "style":
            self.faults.append(f"{tag} has a style of its own")
        if tag == "script" and "src" not in own and own.get("type") not in DATA:
            self.faults.append("a script within the page")
        if tag in NOT_OURS:
            self.faults.append(f"{tag} stands in the page")

    def _address(self, tag: str, own: dict[str, str]) -> None:
        wanted = [own[name] for name in SCRIPTED if own.get(name)]
        if tag in FETCHED and FETCHED[tag] in own:
            wanted.append(own[FETCHED[tag]])
        if tag == "a" and "href" in own:
            wanted.append(own["href"])
        if tag == "meta" and own.get("http-equiv", "").lower() == "refresh":
            wanted += re.findall(r"url=(\S+)", own.get("content", ""), re.IGNORECASE)
        self.links += wanted
        self.posts += [own[name] for name in (*SENDS, "formaction") if own.get(name)]
        for address in wanted:
            if address in {"", "#"} or address.lower().startswith("javascript:"):
                self.faults.append(f"{tag} leads to {address!r}")

    def _open(self, own: dict[str, str]) -> None:
        is_get = own.get("method", "get").lower() == "get"
        self._form = Form(own.get("action") or self.path, is_get)
        if not is_get:
            self.posts.append(own.get("action") or self.path)

    def _field(self, tag: str, own: dict[str, str]) -> None:
        if tag == "select":
            self._select = own.get("name", "")
        name = self._select if tag == "option" else own.get("name", "")
        if not self._form or not name or tag == "select":
            return
        kind = own.get("type", "text" if tag == "input" else tag)
        value = own.get("value", "on" if kind in {"checkbox", "radio"} else "")
        if kind in {"checkbox", "radio", "option"}:
            is_kept = "checked" in own or "selected" in own
            (self._form.kept if is_kept else self._form.others).append((name, value))
        elif kind in {"button", "submit"}:
            self._form.others.append((name, value))
        else:
            self._form.kept.append((name, value))
            if kind in TYPED:
                self._form.others.append((name, TYPED[kind]))

    def _judge(self) -> None:
        self.faults += [f"two things are called {one}" for one, n in self.ids.items() if n > 1]
        if not self.is_whole:
            return
        if self.headings != 1:
            self.faults.append(f"{self.headings} headings h1")
        if not self.title.strip():
            self.faults.append("no title")


def files_of_style(text: str) -> list[str]:
    """What a style sheet fetches."""
    return [
        found
        for found in re.findall(r"url\([\"']?([^)\"']+)", text)
        if not found.startswith(("data:", "#"))
    ]


def links_of_manifest(text: str) -> list[str]:
    """Where an installed app begins, and its pictures."""
    said = json.loads(text)
    pictures = [icon["src"] for icon in said.get("icons", [])]
    shortcuts = [one["url"] for one in said.get("shortcuts", [])]
    return [said["start_url"], said["scope"], *pictures, *shortcuts]


def links_of_script(text: str) -> list[str]:
    """What a service worker keeps: the addresses that it was given."""
    return [found for found in re.findall(r"[\"'](/[^\"'\s]+)[\"']", text) if "*" not in found]
