"""A page that is kept reads as one that is drawn anew, and holds nothing of any visitor."""

import re
from itertools import product

import pytest
from django.http import HttpRequest
from django.shortcuts import render
from django.template import loader
from django.test import RequestFactory

from jiaxin.flows.certificates.rules import Status
from jiaxin.portals.parts import kept_pages
from jiaxin.portals.parts.kept_pages import render_kept
from jiaxin.portals.parts.looks import LANGUAGES, SIZES, THEMES

PAGE = "public/found.html"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w{64})"')


def visit(path: str = "/check/ABC/", **look: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.LANGUAGE_CODE = look.pop("language", "zh-hans")  # as LocaleMiddleware
    request.COOKIES |= look
    return request


def without_tokens(page: bytes) -> bytes:
    return TOKEN.sub(b"", page)


@pytest.mark.parametrize("status", list(Status))
def test_it_reads_as_if_it_had_been_drawn_anew(status: Status) -> None:
    for language, size, theme in product(LANGUAGES, SIZES, THEMES):
        for ticket in ("", "0ABC", "0XYZ"):
            request = visit(language=language, size=size, theme=theme)
            kept = render_kept(request, PAGE, {"status": status}, ticket=ticket)
            anew = render(request, PAGE, {"status": status, "ticket": ticket})

            assert without_tokens(kept.content) == without_tokens(anew.content)
            assert kept["Content-Type"] == anew["Content-Type"]


def test_one_visitor_s_token_address_and_ticket_are_on_no_other_s_page() -> None:
    pages = [
        render_kept(visit(f"/check/{own}/"), PAGE, {"status": Status.VALID}, ticket=own).content
        for own in ("0MINE", "0YOURS")
    ]

    mine, yours = (set(TOKEN.findall(page)) for page in pages)
    assert mine
    assert mine.isdisjoint(yours)
    assert b"0YOURS" not in pages[0]
    assert b"0MINE" not in pages[1]


def test_an_address_is_escaped_and_cannot_stand_for_another_word() -> None:
    path = '/check/ABC/?a="><script>&b=StandsForAnother_token_'

    page = render_kept(visit(path), PAGE, {"status": Status.VALID}, ticket="0ABC").content

    assert b"<script>&" not in page
    assert b"StandsForAnother_token_" in page  # what was typed, and no token in its place


def test_a_word_that_is_no_letters_is_drawn_anew_and_escaped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_pages, "_drawn", None)

    page = render_kept(visit(), PAGE, {"status": Status.VALID}, ticket='"><b>').content

    assert b'"><b>' not in page


def test_it_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    render_kept(visit(), PAGE, {"status": Status.VOID}, ticket="")
    monkeypatch.setattr(loader, "get_template", None)

    assert render_kept(visit(), PAGE, {"status": Status.VOID}, ticket="").content
