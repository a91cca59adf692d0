"""Filings at the console: the queue with its clocks, one decided, several at once, exported."""

import csv
from io import StringIO

import pytest
from django.test import Client

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from jiaxin.trust.access.actor import Actor
from tests import makers_desk, makers_filings
from tests.makers_desk import Desk
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return makers_filings.an_officer()


@pytest.fixture
def browser(officer: Actor) -> Client:
    return browser_of(officer)


@pytest.fixture
def new() -> Desk:
    return makers_filings.a_new_firms_desk()


def test_the_queue_shows_what_waits_with_its_clock(browser: Client, new: Desk) -> None:
    makers_filings.a_filing(new)

    page = browser.get("/console/filings/").text

    assert new.code in page
    assert "还有 5 个工作日" in page
    assert "全部待办 1" in page
    assert "data-row" in page


def test_an_officer_elsewhere_sees_an_empty_queue(new: Desk) -> None:
    makers_filings.a_filing(new)

    page = browser_of(makers_filings.an_officer("330000")).get("/console/filings/").text

    assert new.code not in page
    assert "没有待审核的申报" in page


def test_one_is_accepted_and_public(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new)
    address = f"/console/filings/{filing}/"
    assert "名称与登记一致" in browser.get(address).text

    done = browser.post(address, {"act": "accept", "edition": "1", "words": "齐全"}, follow=True)

    assert "已通过" in done.text
    assert Client().get(f"/firms/{new.code}/").text.count("阳光到家") > 0


def test_one_is_returned_part_by_part(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new, name="北京样例月光家政")
    address = f"/console/filings/{filing}/"
    assert "名称与登记不同" in browser.get(address).text
    chosen = {"why_name": "differs", "words_name": "请与营业执照一致", "why_prices": "incomplete"}

    browser.post(address, {"act": "return", "edition": "1", **chosen})

    returned = reads.own_one(new.owner, filing_id=filing).returned
    assert returned is not None
    said = [(one.part, one.why, one.words) for one in returned.reasons]
    assert said == [("name", "differs", "请与营业执照一致"), ("prices", "incomplete", "")]


def test_nothing_is_returned_without_a_reason_and_what_was_typed_stays(
    browser: Client, new: Desk
) -> None:
    filing = makers_filings.a_filing(new)

    page = browser.post(
        f"/console/filings/{filing}/", {"act": "return", "edition": "1", "words": "再看看"}
    )

    assert page.status_code == 422
    assert "至少要选一处" in page.text
    assert "再看看" in page.text
    assert reads.one(makers_filings.an_officer(), filing_id=filing).line.waits


def test_a_decision_on_an_older_edition_is_refused(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new)

    page = browser.post(f"/console/filings/{filing}/", {"act": "accept", "edition": "0"})

    assert page.status_code == 409
    assert firms.record(code=new.code).profile is None


def test_take_hand_back_and_give_on(browser: Client, officer: Actor, new: Desk) -> None:
    filing = makers_filings.a_filing(new)
    other = makers_filings.an_officer("110105")
    address = f"/console/filings/{filing}/"

    browser.post(f"{address}take/")
    assert reads.one(officer, filing_id=filing).line.is_mine
    assert "另一位经办人正在办理" in browser_of(other).get(address).text
    browser.post(f"{address}back/")
    assert reads.one(officer, filing_id=filing).line.taken_by is None
    browser.post(f"{address}assign/", {"to": str(other.person)})
    assert reads.one(other, filing_id=filing).line.is_mine
    assert browser.post(f"{address}assign/", {"to": "nobody"}).status_code == 409


def test_several_are_decided_with_one_reason_each(browser: Client, officer: Actor) -> None:
    desks = [makers_filings.a_new_firms_desk(number) for number in (1, 2, 3)]
    ids = [makers_filings.a_filing(desk) for desk in desks]
    filings.take(makers_filings.an_officer("110105"), filing_id=ids[2])

    page = browser.post(
        "/console/filings/several/",
        {"chosen": [f"{one}/1" for one in ids], "act": "accept", "words": "材料齐全"},
        follow=True,
    ).text

    assert "已办 2 件" in page
    assert "1 件没有办" in page
    states = [reads.own(desk.owner)[0].state for desk in desks]
    assert states == [FilingState.ACCEPTED, FilingState.ACCEPTED, FilingState.SUBMITTED]
    for desk, filing in zip(desks[:2], ids[:2], strict=True):
        assert reads.own_one(desk.owner, filing_id=filing).history[-1].words == "材料齐全"


def test_several_are_returned_for_one_reason(browser: Client) -> None:
    desks = [makers_filings.a_new_firms_desk(number) for number in (1, 2)]
    chosen = [f"{makers_filings.a_filing(desk)}/1" for desk in desks]

    browser.post(
        "/console/filings/several/",
        {"chosen": chosen, "act": "return", "part": "prices", "why": "incomplete"},
    )

    for desk in desks:
        (row,) = reads.own(desk.owner)
        returned = reads.own_one(desk.owner, filing_id=row.id).returned
        assert returned is not None
        assert [one.part for one in returned.reasons] == ["prices"]


@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-0000-0000-000000000000/1", "/"])
def test_nonsense_among_the_chosen_is_told_as_not_done(browser: Client, chosen: str) -> None:
    page = browser.post(
        "/console/filings/several/", {"chosen": [chosen], "act": "accept"}, follow=True
    )

    assert "1 件没有办" in page.text


@pytest.mark.parametrize("address", ["", "export.csv"])
def test_a_word_that_no_database_holds_is_no_fault(browser: Client, address: str) -> None:
    assert browser.get(f"/console/filings/{address}", {"q": "\x00"}).status_code == 200


def test_the_list_is_exported_as_it_is_narrowed(browser: Client) -> None:
    desk = makers_desk.a_desk()
    makers_filings.an_award(desk)
    sum_of = makers_filings.a_new_firms_desk(2)
    makers_filings.a_filing(sum_of, name="=1+1")

    rows = list(csv.reader(StringIO(browser.get("/console/filings/export.csv").text[1:])))
    narrowed = browser.get("/console/filings/export.csv?topic=award").text

    assert len(rows) == 3
    assert {row[3] for row in rows[1:]} == {desk.code, sum_of.code}
    assert "'=1+1" in {row[2] for row in rows}
    assert "=1+1" not in narrowed


def test_a_page_of_evidence_is_opened_by_officers_of_the_region_only(browser: Client) -> None:
    desk = makers_desk.a_desk()
    filing = makers_filings.an_award(desk)
    address = f"/console/filings/{filing}/{makers_filings.paper_of(desk, filing)}/1.jpg"

    assert browser.get(address).content == makers_filings.PAGE
    assert browser_of(makers_filings.an_officer("330000")).get(address).status_code == 404
    assert browser_of(desk.owner).get(address).status_code == 302


def test_html_in_a_name_is_shown_as_text(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new, name="<script>alert(1)</script>")

    for address in ("/console/filings/", f"/console/filings/{filing}/"):
        page = browser.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_pages_are_complete_in_english(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new)
    browser.cookies["lang"] = "en"

    assert "5 working days left" in browser.get("/console/filings/").text
    assert "Same name as registered" in browser.get(f"/console/filings/{filing}/").text


def test_several_are_not_returned_where_no_reason_was_chosen(browser: Client, new: Desk) -> None:
    filing = makers_filings.a_filing(new)

    page = browser.post(
        "/console/filings/several/",
        {"chosen": [f"{filing}/1"], "act": "return", "part": "", "why": ""},
        follow=True,
    )

    assert "1 件没有办" in page.text
    assert reads.own(new.owner)[0].waits
