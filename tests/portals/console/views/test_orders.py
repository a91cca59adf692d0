"""Orders in the console: a health officer's, in her region, each change on the trail."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.facts.epidemic import reads
from jiaxin.facts.epidemic.models import Order
from jiaxin.facts.epidemic.rules import NATION
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import makers_staff
from tests.evidence import last_line
from tests.makers_epidemic import BEIJING, HANGZHOU, an_order
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

NEW = "/console/orders/new/"


@pytest.fixture
def officer() -> Actor:
    return makers_staff.a_health_officer()


@pytest.fixture
def desk(officer: Actor) -> Client:
    return browser_of(officer)


def typed(**more: str) -> dict[str, str]:
    today = clock.today()
    return {
        "number": "浙防办〔2026〕1号",
        "issuer": "样例省防控办",
        "regions": "杭州市\n330200",
        "first_day": f"{today}",
        "last_day": f"{today + timedelta(days=29)}",
        "retention_days": "14",
        "watched": "北京市、日本",
        **more,
    }


def test_while_there_is_none_the_page_says_that_the_module_is_closed(desk: Client) -> None:
    page = desk.get("/console/orders/").text

    assert 'id="closed"' in page
    assert "防疫模块是关闭的" in page


def test_an_order_is_entered_and_opens_the_module(desk: Client, officer: Actor) -> None:
    page = desk.post(NEW, typed(), follow=True).text

    row = Order.objects.get()
    assert (row.regions, row.watched) == ([HANGZHOU, "330200"], [BEIJING, "JP"])
    assert reads.is_open()
    assert 'id="closed"' not in page
    assert "浙江省宁波市" in page
    assert last_line(Action.ORDER_OPEN).actor == str(officer.id)


def test_it_is_closed_once_that_was_confirmed(desk: Client) -> None:
    order_id = an_order()
    asked = desk.get(f"/console/orders/{order_id}/close/").text
    assert reads.is_open()
    assert "关闭后不能恢复" in asked

    page = desk.post(f"/console/orders/{order_id}/close/", follow=True).text

    assert not reads.is_open()
    assert "已结束" in page
    assert f"{order_id}/close/" not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": ""}, "这里还没有填写"),
        ({"regions": "亚特兰蒂斯"}, "没有找到这个地方"),
        ({"regions": "朝阳区"}, "请写全名：北京市朝阳区"),
        ({"last_day": "2020-01-01"}, "结束日期不能早于开始日期和今天"),
        ({"last_day": "soon"}, "请选日期"),
        ({"retention_days": "13"}, "填 14 到 90 的整数"),
        ({"retention_days": "many"}, "填 14 到 90 的整数"),
        ({"watched": "火星"}, "没有找到这个地方"),
        ({"regions": "北京市"}, "您只能办理本地区及下级地区的防疫令"),
        ({"regions": "全国"}, "您只能办理本地区及下级地区的防疫令"),
    ],
)
def test_each_slip_is_told_and_what_was_typed_stays(
    desk: Client, change: dict[str, str], said: str
) -> None:
    answer = desk.post(NEW, typed(**change))

    assert answer.status_code in {422, 403}
    assert said in answer.text
    assert "样例省防控办" in answer.text
    assert Order.objects.count() == 0


def test_the_whole_country_is_the_ministrys(outside: object) -> None:
    ministry = browser_of(makers_staff.a_health_officer(region=NATION))

    page = ministry.post(NEW, typed(regions="全国"), follow=True).text

    assert Order.objects.get().regions == [NATION]
    assert "全国" in page


def test_an_order_for_elsewhere_is_seen_and_not_closed(desk: Client) -> None:
    order_id = an_order(regions=(BEIJING,))

    assert f"{order_id}/close/" not in desk.get("/console/orders/").text
    address = f"/console/orders/{order_id}/close/"

    assert desk.get(address).status_code == desk.post(address).status_code == 403
    assert reads.is_open()


def test_nobody_else_finds_the_page() -> None:
    for somebody in (makers_staff.an_officer(), makers_staff.a_security_admin()):
        browser = browser_of(somebody)

        assert browser.get("/console/orders/").status_code == 404
        assert browser.post(NEW, typed()).status_code == 404
        assert "/console/orders/" not in browser.get("/console/").text


def test_it_stands_in_her_menu_in_both_languages(desk: Client) -> None:
    assert 'href="/console/orders/"' in desk.get("/console/").text
    english = desk.get("/console/orders/", headers={"Accept-Language": "en"}).text
    assert "the module is closed" in english
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"<a[^>]*lang=.*?</a>|家信|中文", "", english))
