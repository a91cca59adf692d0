"""The first page of a firm's desk: whose it is, and what one's role has."""

import pytest

from tests import makers_desk, makers_filings, makers_firms
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_first_page_names_the_firm_that_one_acts_for() -> None:
    makers_firms.a_filed_firm(1)
    page = (
        browser_of(makers_desk.a_desk(2, name="杭州样例月嫂有限公司").operator).get("/firm/").text
    )

    assert "杭州样例月嫂有限公司" in page
    assert makers_firms.NAME not in page


def test_only_the_owner_finds_the_accounts() -> None:
    desk = makers_desk.a_desk()

    assert "经办人账号" in browser_of(desk.owner).get("/firm/").text
    assert "经办人账号" not in browser_of(desk.operator).get("/firm/").text


def test_the_page_is_complete_in_english() -> None:
    browser = browser_of(makers_desk.a_desk().owner)
    browser.cookies["lang"] = "en"

    page = browser.get("/firm/").text

    assert "Operators" in page
    assert "firm owner" in page


def test_a_firm_that_is_not_filed_or_has_changed_is_told_so_at_once() -> None:
    new = makers_filings.a_new_firms_desk(3)
    filed = makers_desk.a_desk(4)
    assert "还没有备案" in browser_of(new.owner).get("/firm/").text
    assert "还没有备案" not in browser_of(filed.owner).get("/firm/").text

    makers_firms.a_registered_firm(4, name="北京样例新阳光家政有限公司")

    assert "请在" in browser_of(filed.owner).get("/firm/").text
