"""What workers ask the firm to confirm, from her page to its desk and back."""

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as facts
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_desk, makers_firms
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

WORK = {"firm": makers_firms.NAME, "trade": "housekeeping", "since": "2024-03-01"}


def test_she_asks_on_her_page_and_the_firm_answers_at_its_desk(lin: Actor) -> None:
    desk = makers_desk.a_desk(1)
    hers, theirs = browser_of(lin), browser_of(desk.operator)
    line = facts.enter(lin, kind=kinds.EMPLOYMENT, content=WORK).line
    assert "没有等您确认的" in theirs.get("/firm/staff/claims/").text
    assert "请单位确认" in hers.get("/worker/facts/employment/").text
    page = hers.get(f"/worker/facts/{line}/ask/").text
    assert makers_firms.NAME in page
    assert desk.code in page

    asked = hers.post(f"/worker/facts/{line}/ask/", {"code": desk.code}, follow=True).text
    assert "还没有答复" in asked
    desk_page = theirs.get("/firm/staff/claims/")
    assert makers.NAME in desk_page.text
    assert "2024-03-01" in desk_page.text
    [(claim, _, _)] = desk_page.context["rows"]
    done = theirs.post(f"/firm/staff/claims/{claim.id}/", {"agrees": "yes"}, follow=True).text

    assert "双方已确认" in done
    assert makers.NAME not in done
    assert "双方已确认" in hers.get("/worker/facts/employment/").text


def test_a_code_that_is_nearly_right_is_told_so_and_stays(lin: Actor) -> None:
    line = facts.enter(lin, kind=kinds.EMPLOYMENT, content=WORK).line

    page = browser_of(lin).post(f"/worker/facts/{line}/ask/", {"code": "91110105MX0000001"})

    assert page.status_code == 422
    assert "18 位" in page.text
    assert "91110105MX0000001" in page.text
