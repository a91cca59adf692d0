"""Whoever is not signed in follows everything that she is offered: no dead end, nobody's data."""

import re
from collections.abc import Iterator
from typing import override

import pytest
from django.http import HttpResponse
from django.test import Client

from tests import makers
from tests.crawl.reading import Page
from tests.crawl.walking import HTML_LANG, MOST_OF_ONE, SAMPLED, Walk, name_of
from tests.house.routes.the_loop import the_loop
from tests.house.test_urls import routes

# Nobody's whole name stands on a public page, unless she put it there herself; here nobody did.
NAMES = (makers.NAME, "赵桂香", "胡女士", "陈立新", makers.ADDRESS)
PHONE = re.compile(r"(?<![\w-])1[3-9]\d{9}(?![\w-])")
NUMBER = re.compile(r"(?<![\w-])[1-8]\d{16}[\dX](?![\w-])")


def of_somebody(address: str, answer: HttpResponse) -> Iterator[str]:
    """What an answer says of any member of the cast."""
    if answer.streaming or not answer.get("Content-Type", "").startswith(("text/", "application/")):
        return
    said = answer.content.decode(errors="replace")
    yield from (f"{name} stands there" for name in NAMES if name in said)
    yield from (f"the phone {found} stands there" for found in PHONE.findall(said))
    yield from (f"the number {found} stands there" for found in NUMBER.findall(said))


@pytest.mark.parametrize("language", list(HTML_LANG))
def test_a_stranger_meets_no_dead_end_and_nobodys_data(
    language: str, outside: makers.Outside
) -> None:
    values = the_loop().values
    walk = Walk(Client(), language=language, look=of_somebody)

    faults = walk.from_(
        {
            **{f"/{one}": 200 for one in ("", "robots.txt", "firms/", "deleted/", "alive")},
            **{f"/{app}/sign-in/": 200 for app in ("worker", "consumer", "console", "firm")},
            **{f"/{app}/manifest.webmanifest": 200 for app in ("worker", "consumer")},
            **{f"/firm/{one}/": 200 for one in ("sign-up", "replace", "replace/take-over")},
            f"/firms/{values['number']}/": 200,
            f"/v/{values['token']}": 302,
            f"/check/{values['ticket']}/": 200,
            f"/exports/{values['export_id']}/": 200,
            # What is not there leads on to what is.
            **{f"/{one}/": 404 for one in ("nowhere", "console/nowhere", "consumer/nowhere")},
            **{f"/{one}": 404 for one in ("check/nothing/", "v/nothing", "live/nothing")},
            "/firms/nothing/": 422,
            # Not all that it stands on is up in a test.
            "/ready": 503,
        }
    )

    assert faults == []
    assert {name_of(address) for address in walk.answers} >= {
        f"public:{page}" for page in ("start", "about", "firm", "card", "card_photo", "found")
    }


def test_whatever_is_only_sampled_is_a_page() -> None:
    assert set(SAMPLED) <= {name for _, name, _ in routes()}


def test_what_a_page_may_not_hold_is_found() -> None:
    page = Page(
        "/planted/",
        "<html><title> </title><a href='#' onclick='x()'>a</a><a href='javascript:x()'>b</a>"
        "<script>x()</script><i style='top:0' id=one></i><i id=one></i><iframe></iframe></html>",
    )

    assert len(page.faults) == 9


def test_forms_are_filled_in_one_choice_at_a_time() -> None:
    page = Page(
        "/here/",
        "<form method=get><input name=q><select name=s><option value=1 selected>"
        "<option value=2></select><input type=checkbox name=c></form><form method=post></form>",
    )

    assert page.answers == [
        *("/here/?q=&s=1", "/here/?s=1&q=%E6%A0%B7%E4%BE%8B", "/here/?q=&s=2"),
        "/here/?q=&s=1&c=on",
    ]
    assert page.posts == ["/here/"]


class Planted(Client):
    """A site of four faults: a dead end, another's site, a part that is not there, no end."""

    @override
    def get(self, path: str, **_more: object) -> HttpResponse:  # type: ignore[override]  # a stand-in
        day = int(path.rpartition("=")[2]) if "=" in path else 0
        if path.startswith("/firms/x"):
            return HttpResponse(status=404)
        return HttpResponse(
            f"<html lang=zh-CN><title>a</title><h1>a</h1><a href='/about/?day={day + 1}'>more</a>"
            "<a href='/firms/x/'>b</a><a href='https://elsewhere.example/'>c</a>"
            "<a href='#nothing'>d</a><form method=post action='/no/such/door/'></form></html>"
        )


def test_a_walk_finds_dead_ends_other_sites_missing_parts_and_no_end() -> None:
    walk = Walk(Planted())

    told = " ".join(walk.from_({"/": 200}))

    assert "/firms/x/: 404" in told
    assert "leads elsewhere: https://elsewhere.example/" in told
    assert "leads to /#nothing, which has no such part" in told
    assert "/no/such/door/, where nobody is" in told
    assert "no end of public:about" in told
    assert "no HSTS" in told
    assert walk.routes["public:about"] == MOST_OF_ONE + 1
