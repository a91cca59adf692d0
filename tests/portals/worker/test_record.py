"""What she sees of her own record, and of those who looked."""

from unittest.mock import patch

from django.test import Client

from jiaxin.config import wiring
from jiaxin.flows.comparisons import errands
from jiaxin.flows.queries import services as query_services
from jiaxin.ground.id_numbers import mask
from jiaxin.portals.worker.views import record
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.makers_comparisons import FakeSlices, compare
from tests.portals.conftest import browser_of


def test_her_record_holds_everything_but_the_middle_of_her_number(worker_client: Client) -> None:
    page = worker_client.get("/worker/record/").text

    assert makers.NAME in page
    assert mask(makers.a_number()) in page
    assert makers.a_number() not in page
    assert "138****8000" in page
    assert "/worker/record/portrait.jpg" in page


def test_her_picture_comes_apart_and_is_kept_nowhere(worker_client: Client) -> None:
    picture = worker_client.get("/worker/record/portrait.jpg")

    assert picture.content == makers.PORTRAIT
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Cache-Control"] == "no-store, private"


def test_each_answer_has_its_source_its_day_and_how_it_came(worker_client: Client) -> None:
    page = worker_client.get("/worker/record/").text

    background = page.partition('id="background"')[2].partition("</section>")[0]
    for part in ("未发现", "公安数据源", "当时在线核对", "核查范围：", "核查</span>"):
        assert part in background
    assert "身份核验，第 1 版" in worker_client.get("/worker/record/history/").text


def test_the_light_says_why_and_what_to_do(lin: Actor, worker_client: Client) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.BACKGROUND].id)

    page = worker_client.get("/worker/record/").text

    assert "灰灯" in page
    assert "背景还没有核查" in page
    assert "同意背景核查后会自动核查" in page


def test_who_is_not_proven_has_no_record_yet(outside: makers.Outside) -> None:
    newcomer = browser_of(makers.signed_in(App.WORKER, "13800138000"))

    assert newcomer.get("/worker/record/")["Location"] == "/worker/enrol/"
    assert newcomer.get("/worker/record/portrait.jpg").status_code == 404


def test_at_first_nobody_looked(worker_client: Client) -> None:
    assert "还没有人看过您的记录" in worker_client.get("/worker/looks/").text


def test_a_look_is_on_her_page_at_once_with_what_was_seen(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    query_services.open_report(hu, query_id=query)

    page = worker_client.get("/worker/looks/").text

    for part in ("胡女士（尾号 9000）", "照看孩子", "背景核查", "绿灯", "办事密码加短信"):
        assert part in page
    assert f"/worker/requests/{query}/stop/" in page


def test_many_looks_come_in_pages_and_none_is_left_out_or_said_twice(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    asked = []
    with patch.object(record, "LOOKS_A_PAGE", 2):
        for _ in range(3):
            query = makers.a_query(lin, hu)
            makers.approve(lin, query)
            query_services.open_report(hu, query_id=query)
            query_services.end(hu, query_id=query)
            asked.append(query)
        first, second, beyond = (
            worker_client.get(f"/worker/looks/?page={number}").text for number in (1, 2, 3)
        )

    assert [f"look-{query}" in first for query in asked] == [False, True, True]
    assert [f"look-{query}" in second for query in asked] == [True, False, False]
    assert 'href="?page=2" rel="next"' in first
    assert 'href="?page=1" rel="prev"' in second
    assert "没有更早的了" in beyond
    for wrong in ("0", "-1", "x", "１", "9" * 5000):
        assert worker_client.get(f"/worker/looks/?page={wrong}").status_code == 200


def test_a_look_that_ended_has_nothing_to_stop(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    query_services.open_report(hu, query_id=query)
    query_services.end(hu, query_id=query)

    page = worker_client.get("/worker/looks/").text

    assert "胡女士" in page
    assert "/stop/" not in page


def test_a_consumer_sees_neither(consumer_client: Client) -> None:
    for page in ("record", "looks"):
        answer = consumer_client.get(f"/worker/{page}/")
        assert answer["Location"].startswith("/worker/sign-in/")


def test_she_sees_when_she_was_compared_and_that_nobody_looked(lin: Actor) -> None:
    browser = browser_of(lin)
    assert "下一次在今晚" in browser.get("/worker/looks/").text

    errands.join(FakeSlices())
    compare()
    wiring.join()

    page = browser.get("/worker/looks/").text
    assert "最近一次" in page
    assert "不给任何人看" in page
