"""Firms at the console: found in one's region, and one with all that is known and from where."""

import pytest

from tests import makers_desk, makers_filings, makers_firms
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_firms_of_the_region_are_found_by_two_characters() -> None:
    makers_firms.a_filed_firm(1)
    makers_firms.a_filed_firm(2, name="杭州样例阳光家政有限公司", region="330106")

    page = browser_of(makers_filings.an_officer("330000")).get("/console/firms/?q=阳光").text

    assert "杭州样例阳光" in page
    assert makers_firms.NAME not in page


def test_a_firm_is_shown_with_every_source_and_what_it_filed() -> None:
    desk = makers_desk.a_desk()
    makers_firms.a_penalty()
    makers_filings.an_award(desk)

    page = browser_of(makers_filings.an_officer()).get(f"/console/firms/{desk.code}/").text

    for said in ("市场监管部门", "信用中国", "企业填报", "行政处罚", "待审核", "先进家政企业"):
        assert said in page


def test_a_firm_elsewhere_and_a_code_that_is_none_are_not_there() -> None:
    desk = makers_desk.a_desk()
    browser = browser_of(makers_filings.an_officer("330000"))

    assert browser.get(f"/console/firms/{desk.code}/").status_code == 404
    assert browser.get("/console/firms/911101/").status_code == 404


def test_a_list_is_taken_along_of_the_own_region_only() -> None:
    makers_firms.a_filed_firm(1, name="=HYPERLINK(1) 家政")
    makers_firms.a_filed_firm(2, name="杭州样例阳光家政有限公司", region="330106")
    makers_firms.a_listing(1)

    browser = browser_of(makers_filings.an_officer())
    every = browser.get("/console/firms/export.csv").content.decode()
    listed = browser.get("/console/firms/export.csv?standing=red").content.decode()

    assert every.startswith("\ufeff企业")
    assert "'=HYPERLINK(1) 家政" in every
    assert "杭州样例阳光" not in every
    assert listed == every


def test_a_list_elsewhere_is_empty_and_its_page_says_so() -> None:
    makers_firms.a_filed_firm(1)
    browser = browser_of(makers_filings.an_officer("330000"))

    assert browser.get("/console/firms/export.csv").content.decode().count("\r\n") == 1
    assert "本地区没有找到" in browser.get("/console/firms/?standing=black").text
