"""Leave, spot checks, interviews and the week's report at the console."""

from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.flows.filings import oversight, reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.models import SpotCheck
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers_desk, makers_filings
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return makers_filings.an_officer()


@pytest.fixture
def browser(officer: Actor) -> Client:
    return browser_of(officer)


def test_an_officer_says_that_she_is_away_and_is_back(browser: Client, officer: Actor) -> None:
    cover = makers_filings.an_officer()
    today = clock.today()
    days = {"first": f"{today}", "last": f"{today + timedelta(days=3)}"}

    browser.post("/console/filings/leave/", {**days, "cover": str(cover.person)})

    assert "我回来了" in browser.get("/console/filings/leave/").text
    assert "手上的待办由您代办" in browser_of(cover).get("/console/filings/leave/").text
    browser.post("/console/filings/leave/end/")
    assert oversight.my_leave(officer) is None


def test_days_in_disorder_are_said_beside_the_day(browser: Client) -> None:
    cover = makers_filings.an_officer()
    days = {"first": "2026-12-05", "last": "2026-12-01"}

    page = browser.post("/console/filings/leave/", {**days, "cover": str(cover.person)})

    assert page.status_code == 422
    assert "日期前后不对" in page.text
    assert 'value="2026-12-05"' in page.text


def test_what_was_drawn_is_looked_at_again(browser: Client) -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    with clockwork.at(clock.now() - timedelta(days=7)):
        filings.accept(makers_filings.an_officer(), filing_id=filing, edition=1)
    address = "/console/filings/checks/"
    assert str(filing) in browser.get(address).text

    refused = browser.post(address, {"filing": str(filing), "finding": "wrong", "words": ""})
    assert refused.status_code == 422
    browser.post(address, {"filing": str(filing), "finding": "right"})

    assert SpotCheck.objects.get().finding == "right"
    assert "没有要您抽查的" in browser.get(address).text
    assert browser.post(address, {"filing": "x", "finding": "right"}).status_code == 409


def test_a_filing_that_was_not_true_is_spoken_of_until_it_is_put_right(
    browser: Client, officer: Actor
) -> None:
    desk, today = makers_desk.a_desk(), clock.today()
    filing = makers_filings.an_award(desk)
    filings.accept(officer, filing_id=filing, edition=1)
    address = f"/console/filings/{filing}/"
    assert "登记约谈" in browser.get(address).text

    sent = {"held_on": f"{today}", "correct_by": f"{today + timedelta(days=9)}"}
    assert browser.post(f"{address}interview/", sent).status_code == 422
    browser.post(f"{address}interview/", {**sent, "words": "证书系伪造"})

    assert "证书系伪造" in browser.get("/console/filings/interviews/").text
    assert "证书系伪造" in browser.get(address).text
    theirs = browser_of(desk.operator)
    assert "证书系伪造" in theirs.get("/firm/filings/").text
    (talk,) = oversight.interviews(officer)
    browser.post(f"/console/filings/interviews/{talk.id}/settle/", {"words": "已撤下"})
    assert "已整改" in browser.get("/console/filings/interviews/").text
    assert "证书系伪造" not in theirs.get("/firm/filings/").text


def test_the_week_is_on_paper_with_the_weeks_beside_it(browser: Client, officer: Actor) -> None:
    makers_filings.an_award(makers_desk.a_desk())
    monday = clock.today() - timedelta(days=clock.today().weekday())

    page = browser.get(f"/console/filings/report/?week={clock.today()}").text

    assert "北京市朝阳区" in page
    assert f"?week={monday - timedelta(days=7)}" in page
    assert f"?week={monday + timedelta(days=7)}" not in page
    elsewhere = browser_of(makers_filings.an_officer("330000"))
    assert "没有申报" in elsewhere.get("/console/filings/report/?week=2026-01-05").text
    assert browser.get("/console/filings/report/?week=nonsense").status_code == 200
    assert reads.tally(officer).waiting == 1


@pytest.mark.parametrize("week", ["0001-01-01", "2016-01-04"])
def test_before_the_first_filing_there_is_no_week(browser: Client, week: str) -> None:
    with clockwork.at(clock.now() - timedelta(days=21)):
        makers_filings.an_award(makers_desk.a_desk())
        monday = clock.today() - timedelta(days=clock.today().weekday())

    page = browser.get(f"/console/filings/report/?week={week}").text

    assert f"?week={monday - timedelta(days=7)}" not in page
    assert f"?week={monday + timedelta(days=7)}" in page


def test_the_pages_are_complete_in_english(browser: Client) -> None:
    browser.cookies["lang"] = "en"

    for address, said in {
        "report/": "Weekly report",
        "leave/": "Who stands in",
        "checks/": "Nothing was drawn",
        "interviews/": "No interviews",
    }.items():
        assert said in browser.get(f"/console/filings/{address}").text
