"""The page of the exchange: how each source does, and nothing of anybody or of any row."""

from uuid import UUID

import pytest

from jiaxin.gateways.exchange import ours, rules
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.rules import AskOutcome, PartySort
from jiaxin.gateways.exchange.services import applying
from jiaxin.portals.console.views.exchange import lag
from tests import makers, makers_staff
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def page(where: str = "", language: str = "en", who: str = "a_system_admin") -> str:
    browser = browser_of(getattr(makers_staff, who)())
    browser.cookies["lang"] = language
    answer = browser.get(f"/console/exchange/{where}")
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def wrong(outside: makers.Outside) -> UUID:
    """A batch of the hospital's, with a row that waits."""
    makers.a_worker()
    sender = sending.a_sender(title="市第一体检医院")
    inbound = sending.a_batch(sender, 3)
    rows = sorted_rows([an_exam(), an_exam(on="2026-02-30")])
    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)
    return inbound


def test_before_anything_is_registered_it_says_how_to_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ours, "departments", lambda: ())
    shown = page()

    assert "jiaxin exchange party add" in shown
    assert "No message came yet" in shown
    assert "No row waits in quarantine" in shown


def test_each_source_is_there_with_its_state_and_figures(wrong: UUID) -> None:
    noted_of("police")(service="background", outcome=AskOutcome.ANSWERED)
    sending.a_sender("school", PartySort.TRAINING, title="家政培训学校")

    shown = page()

    for said in ("市第一体检医院", "Rows wait", "Police source", "家政培训学校", "Nothing yet"):
        assert said in shown
    assert "1 to look at" in shown


def test_why_rows_wait_is_said_and_what_they_hold_is_not(wrong: UUID) -> None:
    for where in ("", "hospital/"):
        shown = page(where)
        assert "The day is not valid" in shown
        assert "Its sender fetches and mends it" in shown
        for secret in (makers.NAME, makers.a_number(), "2026-02-30", "TJ-1"):
            assert secret not in shown


def test_a_batch_under_way_shows_how_far_it_is(wrong: UUID) -> None:
    shown = page("hospital/")

    assert "Being taken in" in shown
    assert '<progress max="3" value="2"' in shown
    assert "batch 1" in shown


def test_a_source_in_trouble_says_what_is_wrong_since_when_and_what_to_do() -> None:
    note = noted_of("police")
    note(service="background", outcome=AskOutcome.NOT_TRUSTED)

    english, chinese = page("police/"), page("police/", "zh-hans")

    assert "does not check out" in english
    assert "Call it at once" in english
    assert "Since" in english
    assert "核验不通过，已全部作废" in chinese
    assert "请马上用电话核对" in chinese


def test_the_commerce_officer_sees_it_too(wrong: UUID) -> None:
    assert "市第一体检医院" in page(who="an_officer")


@pytest.mark.parametrize("who", ["a_reviewer", "a_security_admin", "an_auditor"])
def test_nobody_else_does(who: str) -> None:
    browser = browser_of(getattr(makers_staff, who)())

    assert browser.get("/console/exchange/").status_code == 404
    assert browser.get("/console/exchange/hospital/").status_code == 404


def test_a_source_that_is_not_there_is_no_page() -> None:
    browser = browser_of(makers_staff.a_system_admin())

    assert browser.get("/console/exchange/clinic/").status_code == 404


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, None), (0, "just now"), (59, "just now"), (60, "1 min ago"), (7200, "2 h ago")],
)
def test_how_long_ago_is_said_in_the_largest_unit(seconds: int | None, said: str | None) -> None:
    found = lag(seconds)

    assert (found.en if found else None) == said


def test_a_source_that_is_asked_and_sends_has_both_on_one_page(outside: makers.Outside) -> None:
    sending.a_sender("market", PartySort.MARKET, title="市场监督管理局")
    noted_of("market")(service="firm-representative", outcome=AskOutcome.UNREACHABLE)

    shown = page("market/")

    for said in ("When we ask it", "No answer", "Legal representative", "What it sends"):
        assert said in shown
    assert "Nothing yet" in shown


def test_what_stopped_and_what_never_came_are_said_in_words(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_QUARANTINED", 1)
    sender = sending.a_sender()
    inbound = sending.a_batch(sender, 3, sequence=3)
    rows = sorted_rows([an_exam(on="2026-02-30")] * 2)
    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)

    shown = page("hospital/")

    assert "A batch stopped" in shown
    assert "More than 10,000 rows are wrong" in shown
    assert "too_many_faults" not in shown
    assert "Missing batches" in shown
    assert "1, 2" in shown
