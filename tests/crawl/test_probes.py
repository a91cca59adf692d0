"""What strangers try is refused in words: nothing breaks, nothing is said back as it was sent."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import cycle
from urllib.parse import urlencode, urljoin

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests import makers
from tests.crawl import parameters
from tests.crawl.probes import EDGES, ELSEWHERE, EVIL, HEADER, PROBES, SCRIPT, Probe, believed
from tests.crawl.reading import Page
from tests.crawl.walking import HOST, Answer, faults_of_answer
from tests.house.test_routes import PORTALS
from tests.house.test_urls import routes

# What is tried in whatever leads on, and what in everything else.
LEADS_ON = ("next", "otherwise", "back")
SHORT = (SCRIPT, HEADER, "\x00")
VALUES = (*SHORT, *EDGES)
ALONE = ("\x00", "0001-01-01", "9999-12-31")
# Whoever sees most of each portal.
SEES = {
    "public": ("nobody",),
    "worker": ("lin",),
    "consumer": ("hu",),
    "firm": ("owner",),
    "console": ("commerce_officer", "security_admin", "audit_admin"),
}


def said(browser: Client, probe: Probe) -> list[str]:
    """What is wrong with the answer to one probe."""
    headers = {"host": HOST, **probe.headers}
    answer = browser.generic(probe.method, probe.path, secure=True, headers=headers)
    found = [*believed(answer), *faults_of_answer(answer)]
    if answer.status_code not in probe.answers:
        found.append(f"answers {answer.status_code}")
    return [f"{probe.method} {probe.path[:60]} {probe.headers}: {one}" for one in found]


def test_what_strangers_try_everywhere_is_refused(outside: makers.Outside) -> None:
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)

    assert [one for probe in PROBES for one in said(browser, probe)] == []


def asked(browser: Client, path: str, query: dict[str, str], place: str) -> Answer:
    headers = {"host": HOST, "x-forwarded-for": place}
    # Half a character, which no form sends and a stranger may.
    written = urlencode(query, errors="surrogatepass")
    return browser.get(f"{path}?{written}", secure=True, headers=headers)


def led_elsewhere(path: str, answer: Answer) -> list[str]:
    """Whatever a page would lead to by a link or a form, and is not ours."""
    if "text/html" not in answer.get("Content-Type", "") or not answer.content:
        return []
    if EVIL not in answer.text and "jx(1)" not in answer.text:
        return []
    page = Page(path, answer.text)
    leads = [*page.links, *page.posts, *page.answers]
    return [
        f"leads to {one}"
        for one in leads
        if one.lower().startswith(("http:", "javascript:", "//", "\\", "/\\"))
        or (one.startswith("https:") and not one.startswith(f"https://{HOST}/"))
    ] + [fault for fault in page.faults if " has on" in fault or "script" in fault]


def queries(pattern: URLPattern, fields: frozenset[str]) -> Iterator[dict[str, str]]:
    """Each value in all parameters at once; the worst in each field of a form alone as well.

    A page is asked much if it has a form or reads the query itself, and little if others do.
    """
    names = parameters.of(pattern)
    values: tuple[str, ...] = VALUES if fields or parameters.reads_itself(pattern) else SHORT
    if not names | fields > parameters.ALWAYS:
        values = SHORT[:1]
    for value, place in zip(values, cycle(ELSEWHERE), strict=False):
        yield {name: place if name in LEADS_ON else value for name in names | fields}
    for name in sorted(fields):
        yield from ({name: value} for value in ALONE)


def tried(browser: Client, path: str, asking: Iterable[dict[str, str]]) -> list[str]:
    """What is wrong with the answers."""
    found = []
    for number, query in enumerate(asking):
        answer = asked(browser, path, query, f"203.0.{number % 200}.7")
        wrong = [*believed(answer), *led_elsewhere(path, answer)]
        if answer.status_code >= 500:
            wrong.append(f"breaks ({answer.status_code})")
        shown = {name: value[:30] for name, value in query.items()}
        found += [f"{path} {shown}: {one}" for one in wrong]
    return found


@pytest.mark.parametrize("portal", SEES)
def test_no_parameter_breaks_a_page_or_is_said_back_as_it_was_sent(
    portal: str, outside: makers.Outside
) -> None:
    table, faults = PORTALS[portal], []
    scene = table.scene()
    for name, pattern in ((name, pattern) for _, name, pattern in routes()):
        if name not in table.table:
            continue
        path = reverse(
            name, kwargs={part: scene.values[part] for part in pattern.pattern.converters}
        )
        answers = dict(zip(table.who, table.table[name], strict=True))
        browser = next((scene.browsers[who] for who in SEES[portal] if answers[who] == 200), None)
        if browser is None:
            continue
        browser.raise_request_exception = False
        first = asked(browser, path, {}, "203.0.113.7")
        has_form = "text/html" in first["Content-Type"] and 'method="get"' in first.text
        fields = parameters.fields_of(Page(path, first.text)) if has_form else frozenset()
        faults += tried(browser, path, queries(pattern, fields))

    assert faults == []


def stays_here(way: str) -> bool:
    """Whether a browser that follows it is still with us: it takes a backslash for a slash."""
    bare = way.replace("\\", "/").strip().replace("\t", "")
    return urljoin(f"https://{HOST}/look/", bare).startswith(f"https://{HOST}/")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nothing_leads_to_another_place(place: str, outside: makers.Outside) -> None:
    browser, faults = Client(raise_request_exception=False), []
    for app in ("worker", "consumer", "console", "firm"):
        answer = asked(browser, f"/{app}/sign-in/", {"next": place}, "203.0.113.7")
        # The switches of a page lead back to it, whatever its own address says.
        ways = [unescape(way) for way in re.findall(r'name="next" value="([^"]*)"', answer.text)]
        faults += [way for way in ways if not stays_here(way)]
    for switch, to in {"size": "large", "language": "en"}.items():
        sent = {"to": to, "next": place}
        answer = browser.post(f"/look/{switch}/", sent, secure=True, headers={"host": HOST})
        faults += [] if stays_here(answer["Location"]) else [answer["Location"]]

    assert faults == []


def test_the_words_that_a_page_reads_are_found() -> None:
    by_name = {name: parameters.of(pattern) for _, name, pattern in routes()}

    assert by_name["public:firms"] >= {"q", "page", "kind", "standing"}
    assert by_name["console:filings_report"] >= {"week"}
    assert by_name["worker:sign_in"] >= {"next"}
    assert by_name["public:about"] >= {"code"}
