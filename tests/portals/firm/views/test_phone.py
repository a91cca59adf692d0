"""Where messages to the firm go, on its desk."""

import pytest

from tests import makers_desk
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_owner_keeps_a_number_and_takes_it_away_again() -> None:
    browser = browser_of(makers_desk.a_desk(1).owner)
    assert "还没有登记" in browser.get("/firm/phone/").text

    kept = browser.post("/firm/phone/", {"phone": "13712345678"}, follow=True).text
    assert "已登记" in kept
    assert "5678" in kept
    assert "13712345678" not in kept

    gone = browser.post("/firm/phone/", {"remove": "1"}, follow=True).text
    assert "已删除" in gone


def test_what_is_no_number_is_told_so_and_stays() -> None:
    browser = browser_of(makers_desk.a_desk(1).owner)

    page = browser.post("/firm/phone/", {"phone": "12"})

    assert page.status_code == 422
    assert 'value="12"' in page.text
