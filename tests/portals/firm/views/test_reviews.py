"""A firm reads what families said of services that it arranged, and answers once."""

import pytest

from tests import makers, makers_desk, makers_engagements
from tests.makers_reviews import KIND, arranged, written
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_firm_reads_and_answers_once(outside: makers.Outside) -> None:
    lin, desk = makers.a_worker(), makers_desk.a_desk(1)
    engagement = makers_engagements.engaged(lin, desk.operator)
    family, service = arranged(lin, desk.operator, engagement)
    review = written(family, service)
    browser = browser_of(desk.operator)
    assert KIND in browser.get("/firm/reviews/").text

    done = browser.post(f"/firm/reviews/{review}/", {"words": "我们会转告她。"}, follow=True)

    assert "我们会转告她。" in done.text
    assert 'id="answer"' not in done.text
    other = makers_desk.a_desk(2)
    assert browser_of(other.operator).get(f"/firm/reviews/{review}/").status_code == 404


def test_without_reviews_the_page_says_so(outside: makers.Outside) -> None:
    desk = makers_desk.a_desk(1)

    assert "还没有评价" in browser_of(desk.operator).get("/firm/reviews/").text
