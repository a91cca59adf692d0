"""Her consents: giving, renewing in one act, taking back, receipts."""

import re

import pytest
from django.test import Client

from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import LookOver
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.clockwork import at
from tests.portals.conftest import browser_of


def held(actor: Actor, kind: Kind) -> consents.Held:
    return consents.in_force(actor.person)[kind]


def version_in(page: str) -> str:
    found = re.search(r'name="version" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_list_says_what_is_in_force_until_when_and_what_is_not_given(
    lin: Actor, worker_client: Client
) -> None:
    page = worker_client.get("/worker/consents/").text

    assert 'id="consent-platform"' in page
    assert f"至 {clock.day_of(held(lin, Kind.PLATFORM).ends_at)}" in page
    assert 'id="give-health"' in page


def test_a_missing_one_is_read_and_given(lin: Actor, worker_client: Client) -> None:
    sheet = worker_client.get("/worker/consents/health/give/")
    after = worker_client.post("/worker/consents/health/give/", {"version": version_in(sheet.text)})

    assert after["Location"] == "/worker/consents/"
    assert Kind.HEALTH in consents.in_force(lin.person)


def test_without_the_platforms_the_others_wait(outside: makers.Outside) -> None:
    newcomer = browser_of(makers.signed_in(App.WORKER, "13800138000"))

    first = newcomer.get("/worker/consents/face/give/", follow=True)
    then = newcomer.post(
        f"{first.request['PATH_INFO']}?{first.request['QUERY_STRING']}",
        {"version": version_in(first.text)},
        follow=True,
    )

    assert "平台授权书" in first.text
    assert "人脸核对授权书" in then.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/consumer/"])
def test_after_a_sheet_she_stays_in_her_app(worker_client: Client, elsewhere: str) -> None:
    address = f"/worker/consents/health/give/?next={elsewhere}"
    sheet = worker_client.get(address)

    after = worker_client.post(address, {"version": version_in(sheet.text)})

    assert after["Location"] == "/worker/consents/"


def test_there_is_no_sheet_of_another_kind(worker_client: Client) -> None:
    assert worker_client.get("/worker/consents/income/give/").status_code == 404


def test_all_are_renewed_in_one_act(lin: Actor, worker_client: Client) -> None:
    before = held(lin, Kind.FACE).ends_at
    with at(clock.now() + makers.minutes(60 * 24 * 25)):
        sheet = worker_client.get("/worker/consents/renew/").text
        page = worker_client.post("/worker/consents/renew/", follow=True).text

        assert "人脸核对授权书" in sheet
        assert "已续期 30 天" in page
        assert held(lin, Kind.FACE).ends_at > before
        assert "已续期</small>" in page


def test_once_ended_they_are_renewed_the_same_way(lin: Actor, worker_client: Client) -> None:
    with at(clock.now() + makers.minutes(60 * 24 * 31)):
        assert "续期授权，恢复证书" in worker_client.get("/worker/").text
        worker_client.post("/worker/consents/renew/")

        assert "证书有效" in worker_client.get("/worker/").text


def test_taking_back_says_first_what_it_does(lin: Actor, worker_client: Client) -> None:
    address = f"/worker/consents/{held(lin, Kind.PLATFORM).id}/withdraw/"

    page = worker_client.get(address).text

    assert "证书马上失效" in page
    assert Kind.PLATFORM in consents.in_force(lin.person)


def test_taking_back_closes_an_open_look_and_voids_the_certificate(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    query_services.open_report(hu, query_id=query)

    page = worker_client.post(
        f"/worker/consents/{held(lin, Kind.PLATFORM).id}/withdraw/", follow=True
    ).text

    assert "已撤回，马上生效" in page
    with pytest.raises(LookOver):
        query_services.open_report(hu, query_id=query)
    home = worker_client.get("/worker/").text
    assert "证书失效" in home
    assert "jx-qr" not in home


def test_after_taking_the_platforms_back_renewing_begins_with_its_sheet(
    lin: Actor, worker_client: Client
) -> None:
    worker_client.post(f"/worker/consents/{held(lin, Kind.PLATFORM).id}/withdraw/")

    page = worker_client.get("/worker/consents/renew/", follow=True)

    assert page.request["PATH_INFO"] == "/worker/consents/platform/give/"


def test_a_second_tap_on_take_back_changes_nothing(lin: Actor, worker_client: Client) -> None:
    address = f"/worker/consents/{held(lin, Kind.FACE).id}/withdraw/"
    worker_client.post(address)

    second = worker_client.post(address)

    assert second.status_code == 409
    assert "已经结束了" in second.text


def test_a_receipt_is_read_and_downloaded(lin: Actor, worker_client: Client) -> None:
    address = f"/worker/consents/{held(lin, Kind.FACE).id}/receipt"

    page = worker_client.get(f"{address}/")
    file = worker_client.get(f"{address}.json")

    assert "人脸核对授权书" in page.text
    assert file["Content-Disposition"].startswith("attachment")
    assert file.json()["schema_version"] == "ISO-IEC-TS-27560:2023"


def test_nobody_reads_anothers_receipt(lin: Actor, worker_client: Client) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4))
    address = f"/worker/consents/{held(lin, Kind.FACE).id}/"

    for act in ("receipt/", "receipt.json", "withdraw/"):
        assert browser_of(other).get(address + act).status_code == 404
