"""Anybody finds a firm and reads its record; nobody copies them all."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jiaxin.facts.firms import reads
from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.models import Firm
from jiaxin.facts.firms.rules.profile import Award
from jiaxin.ground import clock
from jiaxin.portals.public import firms as pages
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.limits import Limit
from tests import clockwork
from tests.firms import NOBODYS_NUMBER, a_code
from tests.makers_firms import (
    NAME,
    SYSTEM,
    a_filed_firm,
    a_listing,
    a_penalty,
    a_registered_firm,
    accept,
)

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
NOVEMBER = datetime.fromisoformat("2026-11-25T04:00:00+00:00")


def found(client: Client, **query: str) -> str:
    page = client.get("/firms/", query)
    assert page.status_code == 200
    return page.text


def record(client: Client, number: int = 1, **query: str) -> str:
    page = client.get(f"/firms/{a_code(number)}/", query)
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize("text", ["阳光", "ygjz", "yangguang", a_code(1), "样例阳光"])
def test_a_firm_is_found_without_signing_in_or_scripts(stranger: Client, text: str) -> None:
    a_filed_firm()

    page = found(stranger, q=text)

    assert NAME in page
    assert f'href="/firms/{a_code(1)}/"' in page


def test_the_first_page_asks_for_something_and_lists_nobody(stranger: Client) -> None:
    a_filed_firm()

    page = found(stranger)

    assert NAME not in page
    assert "不用登录" in page


def test_a_chosen_province_offers_its_cities_and_keeps_what_was_typed(stranger: Client) -> None:
    a_filed_firm()

    page = found(stranger, q="阳光", province="110000")

    assert NAME in page
    assert 'value="110105"' in page
    assert 'value="阳光"' in page


def test_another_province_empties_the_city_that_was_chosen_before(stranger: Client) -> None:
    a_filed_firm(1)

    assert NAME in found(stranger, province="110000", city="330100", county="330106")
    assert NAME not in found(stranger, province="330000", city="330100", county="330106")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "阳光", "kind": "no-such", "trade": "x", "standing": "y", "province": "999999"},
        {"q": "阳光", "page": "-1"},
        {"q": "阳光", "page": "99999999999999999999"},
        {"q": "阳光", "page": "²"},
        {"q": "阳光", "city": "330100"},
        {"q": "\x00阳光"},
    ],
)
def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(
    stranger: Client, query: dict[str, str]
) -> None:
    a_filed_firm()

    assert "阳光" in found(stranger, **query)


def test_nothing_found_says_what_to_do_and_what_it_does_not_mean(stranger: Client) -> None:
    page = found(stranger, q="完全没有")

    assert "没有查到" in page
    assert "不说明企业好或不好" in page


def test_one_character_is_asked_for_one_more(stranger: Client) -> None:
    assert "再输入一个字" in found(stranger, q="阳")


def test_a_code_with_a_slip_says_where_to_look_and_shows_the_firm_it_meant(
    stranger: Client,
) -> None:
    code = a_filed_firm()
    wrong = code[:15] + code[16] + code[15] + code[17]

    page = found(stranger, q=wrong)

    assert "16 和 17 位" in page
    assert NAME in page


@pytest.mark.parametrize("headers", [{}, ENGLISH])
@pytest.mark.parametrize("reader", ["family", "worker"])
def test_a_record_shows_every_block_to_both_readers_in_both_languages(
    stranger: Client, headers: dict[str, str], reader: str
) -> None:
    code = a_filed_firm()
    a_penalty()
    a_listing()
    accept(code, Award("家政服务先进单位", "样例市商务局", clock.today()))

    page = stranger.get(f"/firms/{code}/", {"for": reader}, headers=headers).text

    for shown in (NAME, code, "样例阳光", "010-12345678", "价格违法", "家政服务先进单位"):
        assert shown in page
    assert ("Credit China" in page) is bool(headers)
    assert page.count("40–60") == 1


def test_what_a_source_said_of_persons_is_on_no_page(stranger: Client) -> None:
    a_filed_firm()
    a_penalty()

    page = record(stranger)

    assert NOBODYS_NUMBER not in page
    assert "样例甲" not in page


def test_a_page_says_who_says_so_and_when(stranger: Client) -> None:
    with clockwork.at(NOVEMBER):
        a_filed_firm()
        a_penalty()
        page = record(stranger)

    assert "来源：信用中国，部门报送，2026-11-25 核对" in page
    assert "2026-08-31 决定，公示到 2027-08-31" in page


def test_two_sources_that_disagree_are_both_shown_with_source_and_date(stranger: Client) -> None:
    with clockwork.at(NOVEMBER):
        a_registered_firm()
        a_penalty(CF_XDR_MC="北京样例阳光家政有限公司")
        page = record(stranger)

    assert "信用中国记的名称不同：北京样例阳光家政有限公司（2026-11-25）" in page


def test_a_penalty_is_gone_from_the_page_the_day_after_its_last(stranger: Client) -> None:
    with clockwork.at(NOVEMBER) as hands:
        a_penalty()
        assert "价格违法" in record(stranger)

        hands.move_to(datetime.fromisoformat("2027-09-01T00:00:00+08:00"))
        page = record(stranger)

    assert "价格违法" not in page
    assert "没有公示中的行政处罚" in page


@service(Action.FIRM_TAKE_IN)
def dispute_everything(actor: Actor, /) -> None:
    row = Firm.objects.get(code=a_code(1))
    about(row.id)
    for fact in reads.record(code=a_code(1)).facts:
        firms.mark_disputed(actor, firm=row.id, line=fact.line)


def test_a_disputed_fact_says_so(stranger: Client) -> None:
    a_penalty()
    assert "提出，正在核实" not in record(stranger)

    dispute_everything(SYSTEM)

    assert "提出，正在核实" in record(stranger)


def test_marks_of_a_page_in_names_are_letters(stranger: Client) -> None:
    code = a_filed_firm(name="<script>alert(1)</script>家政", brand='"><img src=x onerror=y>')
    a_penalty(CF_WFXW="<b>违法</b>", CF_SY="{{ 7|add:7 }}")

    for page in (record(stranger), found(stranger, q="家政"), found(stranger, q="<script>")):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>违法" not in page
    assert "{{ 7|add:7 }}" in record(stranger)
    assert code in found(stranger, q="家政")


def test_a_firm_that_nobody_knows_is_not_found_and_no_blame(stranger: Client) -> None:
    page = stranger.get(f"/firms/{a_code(77)}/")

    assert page.status_code == 404
    assert "不说明企业好或不好" in page.text


@pytest.mark.parametrize("code", ["1", "91110105MX000001O0", "x" * 500])
def test_an_address_that_is_no_code_says_what_is_wrong(stranger: Client, code: str) -> None:
    assert stranger.get(f"/firms/{code}/").status_code == 422


def test_a_code_in_small_letters_leads_to_the_one_address(stranger: Client) -> None:
    code = a_filed_firm()

    page = stranger.get(f"/firms/{code.lower()}/")

    assert (page.status_code, page["Location"]) == (302, f"/firms/{code}/")


def test_the_address_of_a_record_tells_nothing_of_the_next_one(stranger: Client) -> None:
    a_filed_firm()
    ids = [str(row.id) for row in Firm.objects.all()]

    page = record(stranger)

    assert not any(one in page for one in ids)
    assert reverse("public:firm", args=[a_code(1)]) == f"/firms/{a_code(1)}/"


def test_the_page_carries_its_own_address_as_a_code(stranger: Client) -> None:
    a_filed_firm()

    page = record(stranger)

    assert 'class="jx-qr"' in page
    assert f'/firms/{a_code(1)}/">http' in page


@pytest.mark.parametrize(
    ("path", "limits"),
    [("/firms/?q=阳光", pages.SEARCHES), (f"/firms/{a_code(1)}/", pages.RECORDS)],
)
def test_who_copies_too_fast_is_told_when_to_come_back(
    stranger: Client, path: str, limits: tuple[Limit, ...]
) -> None:
    a_filed_firm()
    a_minute = min(limit.tries for limit in limits)
    with clockwork.at(NOVEMBER) as hands:
        answers = [stranger.get(path) for _ in range(a_minute + 1)]
        other = stranger.get(path, REMOTE_ADDR="203.0.113.9")
        hands.move(timedelta(minutes=1))
        later = stranger.get(path)

    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert (other.status_code, later.status_code) == (200, 200)


def test_the_real_limits_leave_room_for_people_and_none_for_a_copy() -> None:
    a_day = {limit.tries for limit in (*pages.SEARCHES, *pages.RECORDS) if limit.per.days == 1}

    assert max(a_day) < 10_000
    assert min(limit.tries for limit in (*pages.SEARCHES, *pages.RECORDS)) >= 60
