"""Her examination: the consent first, then a signed report that she hands in herself."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.health.rules import last_day
from jiaxin.gateways.exchange.keys import Key
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.facts.health.test_reports import ISSUER, a_report, register, written

PAGE = "/worker/exam/"


@pytest.fixture
def key(outside: makers.Outside) -> Key:
    return register("hospital", ISSUER)


def a_file(raw: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("report.json", raw, "application/json")


def test_her_home_leads_to_it_and_it_asks_for_her_consent_first(worker_client: Client) -> None:
    assert 'id="to-exam"' in worker_client.get("/worker/").text

    page = worker_client.get(PAGE).text

    assert 'id="give-health"' in page
    assert f"/worker/consents/health/give/?next={PAGE}" in page
    assert 'id="report"' not in page


def test_a_signed_report_is_handed_in_and_stands_on_the_page(
    lin: Actor, worker_client: Client, key: Key
) -> None:
    makers.agree(lin, Kind.HEALTH)

    page = worker_client.post(PAGE, {"report": a_file(written(a_report(), key))}, follow=True).text

    assert "报告的签名核对无误" in page
    assert "养老照护" in page
    assert ISSUER in page
    assert "合格" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"conclusion": "unfit"}, "体检报告的签名核对不上"),
        ({"blood": "120/80"}, "不是体检机构签名的报告"),
        ({"signature": "nobody.AAAA"}, "没有登记"),
    ],
)
def test_what_does_not_hold_is_told_and_is_on_no_record(
    lin: Actor, worker_client: Client, key: Key, more: dict[str, str], said: str
) -> None:
    makers.agree(lin, Kind.HEALTH)

    answer = worker_client.post(PAGE, {"report": a_file(written(a_report(), key, **more))})

    assert answer.status_code == 422
    assert said in answer.text
    assert "还没有体检记录" in worker_client.get(PAGE).text


def test_a_web_page_is_no_report(lin: Actor, worker_client: Client) -> None:
    makers.agree(lin, Kind.HEALTH)

    answer = worker_client.post(PAGE, {"report": a_file(b"<html><script>alert(1)</script></html>")})

    assert answer.status_code == 422
    assert "不是体检机构签名的报告" in answer.text
    assert "alert(1)" not in answer.text


def test_without_a_file_it_asks_for_one(lin: Actor, worker_client: Client) -> None:
    makers.agree(lin, Kind.HEALTH)

    answer = worker_client.post(PAGE, {})

    assert answer.status_code == 422
    assert "请先选择报告文件" in answer.text


def test_in_english_too(worker_client: Client) -> None:
    page = worker_client.get(PAGE, headers={"Accept-Language": "en"}).text

    assert "whoever asks pays" in page
    assert "No examination is on record." in page


def test_before_it_runs_out_the_page_says_how_many_days_are_left(
    lin: Actor, worker_client: Client, key: Key
) -> None:
    makers.agree(lin, Kind.HEALTH)
    examined = clock.today() - timedelta(days=360)
    worker_client.post(PAGE, {"report": a_file(written(a_report(examined=examined), key))})
    until = last_day(examined, 12)

    assert f"还有 {(until - clock.today()).days + 1} 天到期" in worker_client.get(PAGE).text
