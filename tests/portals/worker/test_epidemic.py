"""Her daily declaration: there only under an order, one screen, yesterday's answers offered."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from jiaxin.facts.epidemic import reads
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import AuthorityWord, Case
from jiaxin.facts.epidemic.services import HealthAnswer
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.clockwork import Hands
from tests.makers_epidemic import BEIJING, HANGZHOU, a_health_officer, an_order, answers
from tests.portals.conftest import browser_of

NOON = datetime(2026, 11, 25, 12, tzinfo=clock.SHANGHAI)
PAGE, SHOW = "/worker/epidemic/", "/worker/epidemic/show/"
FILLED = {
    "region": HANGZHOU,
    "temperature": "36.5",
    "case": "none",
    "shared": "no",
    "place_0": "杭州市",
}


@pytest.fixture
def hands(outside: makers.Outside) -> Iterator[Hands]:
    with clockwork.at(NOON) as hands:
        yield hands


@pytest.fixture
def mei(hands: Hands) -> Actor:
    """A worker with every consent, under an order for Hangzhou."""
    mei = makers.a_worker()
    an_order()
    makers.agree(mei, Kind.EPIDEMIC)
    return mei


@pytest.fixture
def phone(mei: Actor) -> Client:
    return browser_of(mei)


def close_all() -> None:
    for order in reads.orders_in_force():
        epidemic.close_order(a_health_officer(), order_id=order.id)


def fields_of(page: str) -> dict[str, str]:
    """What the form would send if she only pressed its button."""
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        radio = named.get("type") == "radio"
        if "name" in named and (not radio or "checked" in tag):
            sent[named["name"]] = named.get("value", "")
    return sent


def test_without_an_order_there_is_no_page_no_row_and_no_sheet(
    lin: Actor, worker_client: Client
) -> None:
    assert worker_client.get(PAGE).status_code == 404
    assert worker_client.get(SHOW).status_code == 404
    assert worker_client.get("/worker/consents/epidemic/give/").status_code == 404
    assert "epidemic" not in worker_client.get("/worker/").text
    assert "epidemic" not in worker_client.get("/worker/consents/").text


def test_an_order_brings_the_row_and_first_of_all_the_sheet(
    lin: Actor, worker_client: Client
) -> None:
    an_order()

    assert 'id="to-epidemic"' in worker_client.get("/worker/").text
    assert 'id="give-epidemic"' in worker_client.get("/worker/consents/").text
    sheet = worker_client.get(PAGE, follow=True)
    assert "防疫健康信息授权书" in sheet.text

    version = re.search(r'name="version" value="([^"]+)"', sheet.text)
    assert version is not None
    address = f"{sheet.request['PATH_INFO']}?{sheet.request['QUERY_STRING']}"
    after = worker_client.post(address, {"version": version[1]})
    assert after["Location"] == PAGE


def test_the_first_day_everything_is_asked_and_kept(mei: Actor, phone: Client) -> None:
    first = phone.get(PAGE).text
    done = phone.post(PAGE, FILLED | {"country_0": "日本"}, follow=True).text

    assert 'id="rest" open' in first
    assert "今天已申报" in done
    [day] = reads.own_history(mei)
    assert day.declared == answers(countries=("JP",))


def test_the_next_day_one_press_of_the_button_is_enough(
    mei: Actor, phone: Client, hands: Hands
) -> None:
    phone.post(PAGE, FILLED | {"place_1": "北京市", "country_0": "日本"})
    hands.move(timedelta(days=1))

    page = phone.get(PAGE).text
    sent = fields_of(page[page.index('id="declaration"') :])
    done = phone.post(PAGE, sent, follow=True).text

    assert "没有变化，提交" in page
    assert 'id="rest" open' not in page
    assert "今天已申报" in done
    first, second = reads.own_history(mei)
    assert (
        first.declared == second.declared == answers(places=(HANGZHOU, BEIJING), countries=("JP",))
    )


def test_a_correction_the_same_day_begins_with_what_she_said(mei: Actor, phone: Client) -> None:
    phone.post(PAGE, FILLED)

    page = phone.get(PAGE + "?change=1").text
    assert 'value="36.5"' in page
    phone.post(PAGE, FILLED | {"temperature": "38.1", "case": "suspected"})

    [day] = reads.own_history(mei)
    assert (day.version, day.declared.case) == (2, Case.SUSPECTED)
    assert "需要注意" in phone.get(PAGE).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"temperature": "33.9"}, "体温应当在 34.0 到 43.0 度之间"),
        ({"temperature": "43.1"}, "体温应当在 34.0 到 43.0 度之间"),
        ({"temperature": ""}, "例如填 36.5"),
        ({"case": ""}, "请选一项"),
        ({"shared": "maybe"}, "请选一项"),
        ({"region": BEIJING}, "请选一项"),
        ({"place_0": "亚特兰蒂斯"}, "没有找到这个地方"),
        ({"place_3": "朝阳区"}, "请写全名：北京市朝阳区"),
        ({"country_0": "台湾"}, "香港、澳门、台湾填在"),
    ],
)
def test_each_slip_is_told_beside_its_field_and_nothing_is_lost(
    mei: Actor, phone: Client, change: dict[str, str], said: str
) -> None:
    answer = phone.post(PAGE, FILLED | {"place_1": "宁波市"} | change)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="宁波市"' in answer.text
    assert 'id="rest" open' in answer.text
    assert reads.own_history(mei) == []


def test_a_place_that_stands_twice_is_one(mei: Actor, phone: Client) -> None:
    phone.post(PAGE, FILLED | {"place_1": "杭州", "place_2": "浙江省杭州市"})

    [day] = reads.own_history(mei)
    assert day.declared.places == (HANGZHOU,)


def test_a_page_left_open_over_the_end_of_the_order_keeps_nothing(
    mei: Actor, phone: Client
) -> None:
    close_all()

    assert phone.post(PAGE, FILLED).status_code == 404
    assert reads.own_history(mei) == []
    assert "epidemic" not in phone.get("/worker/").text


def test_a_gate_is_shown_the_word_her_masked_name_and_the_time_and_no_answer(
    mei: Actor, phone: Client
) -> None:
    phone.post(PAGE, FILLED | {"temperature": "38.8", "country_0": "日本"})
    epidemic.admit_answer(
        Actor.system("epidemic"),
        worker=mei.person,
        answer=HealthAnswer(AuthorityWord.CLEAR, clock.now(), "health", "m-1"),
    )

    page = phone.get(SHOW).text

    assert "需要注意" in page
    assert "林*英" in page
    assert "林秀英" not in page
    assert "2026-11-25 12:00" in page
    assert "未见异常" in page
    assert "不是本人填写" in page
    assert "38.8" not in page
    assert "日本" not in page


def test_a_gate_is_shown_that_she_has_not_declared_today(
    mei: Actor, phone: Client, hands: Hands
) -> None:
    phone.post(PAGE, FILLED)
    hands.move(timedelta(days=1))

    page = phone.get(SHOW).text

    assert "今天未申报" in page
    assert 'href="/worker/epidemic/"' in page


def test_under_an_order_for_elsewhere_there_is_nothing_to_show(mei: Actor, phone: Client) -> None:
    phone.post(PAGE, FILLED)
    close_all()
    an_order(number="2号", regions=(BEIJING,))

    assert 'id="nothing"' in phone.get(SHOW).text


def test_of_two_regions_she_says_where_she_works(mei: Actor, phone: Client) -> None:
    an_order(number="2号", regions=(BEIJING,))

    page = phone.get(PAGE).text
    assert f'value="{BEIJING}"' in page
    phone.post(PAGE, FILLED | {"region": BEIJING})

    assert reads.own_history(mei)[0].declared.region == BEIJING


def test_in_english_too(phone: Client) -> None:
    english = {"Accept-Language": "en"}
    phone.post(PAGE, FILLED | {"country_0": "Japan"}, headers=english)

    page = phone.get(PAGE, headers=english).text
    assert "Declared today" in page
    assert "erased from 2026-12-09" in page
