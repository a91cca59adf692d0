"""From every light and every refusal a way leads to a person, who is told what was refused."""

import pytest
from django.test import Client

from jiaxin.config.docs.refusals import every_refusal
from jiaxin.ground import errors
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_each_refusal_is_explained_with_what_to_do(stranger: Client) -> None:
    unexplained = []
    for kind in every_refusal():
        page = stranger.get("/person/", {"code": kind.code}).text
        found = errors.find(kind.code)
        assert found is not None
        if not all(words in page for words in (found.code, 'id="refusal"')):
            unexplained.append(kind.code)

    assert unexplained == []


@pytest.mark.parametrize("code", ["", "no.such", "<script>", "x" * 9000])
def test_anything_else_is_only_told_who_looks_anew(stranger: Client, code: str) -> None:
    page = stranger.get("/person/", {"code": code}).text

    assert "机器不下不利的结论" in page
    assert 'id="refusal"' not in page
    assert "<script>" not in page


@pytest.mark.parametrize("path", ["/worker/requests/{}/", "/consumer/queries/{}/record/"])
def test_a_refused_page_leads_to_a_person(lin: Actor, hu: Actor, path: str) -> None:
    nobodys = "0199a2b4-5c00-7000-8000-00000000000a"
    browser = browser_of(lin if "worker" in path else hu)

    page = browser.get(path.format(nobodys)).text

    assert "/person/?code=access.not_found" in page


def test_a_light_leads_to_a_person_whoever_sees_it(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)

    hers = browser_of(lin).get("/worker/record/").text
    theirs = browser_of(hu).get(f"/consumer/queries/{query}/record/").text

    assert 'id="ask-a-person" href="/worker/corrections/"' in hers
    assert 'id="ask-a-person" href="/person/#who"' in theirs
