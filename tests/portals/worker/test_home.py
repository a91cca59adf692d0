"""Her home: the certificate, what waits for her, and the way to it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.facts.records import errands as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.models import ShortCode
from jiaxin.flows.queries import reads as queries
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.portals.parts import qr
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.clockwork import at
from tests.portals.conftest import browser_of


def test_the_home_is_the_certificate(lin: Actor, worker_client: Client) -> None:
    home = worker_client.get("/worker/").text

    shown = certificates.own(lin)
    assert "证书有效" in home
    assert makers.NAME in home
    assert shown.spoken_number in home
    assert shown.valid_until is not None
    assert f"有效期至 <b>{clock.day_of(shown.valid_until)}</b>" in home
    assert "绿灯" in home
    assert "data-live=" in home


def test_the_code_on_show_leads_to_this_very_site(
    monkeypatch: pytest.MonkeyPatch, lin: Actor, worker_client: Client
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(qr, "draw", drawn.append)

    worker_client.get("/worker/", headers={"host": "192.168.1.20:8443"}, secure=True)

    token = certificates.own(lin).token
    assert drawn == [f"https://192.168.1.20:8443/v/{token}"]
    assert len(drawn[0]) < 100


def test_the_code_is_drawn_without_styles(worker_client: Client) -> None:
    home = worker_client.get("/worker/").text

    drawn = re.search(r'<div class="jx-qr".*?</div>', home)
    assert drawn is not None
    assert "<svg" in drawn[0]
    assert "style" not in drawn[0]


def test_the_short_code_can_be_found_and_is_written_once(lin: Actor, worker_client: Client) -> None:
    worker_client.get("/worker/")
    worker_client.get("/worker/certificate/")

    assert ShortCode.objects.count() == 1
    assert certificates.find_short(certificates.own(lin).short_code) == lin.person


def test_the_certificate_alone_is_fetched_at_each_turn(lin: Actor, worker_client: Client) -> None:
    first = worker_client.get("/worker/certificate/").text
    with at(clock.now() + timedelta(minutes=1)):
        second = worker_client.get("/worker/certificate/").text

    assert "<html" not in first
    assert first.partition("<path")[2] != second.partition("<path")[2]


def test_what_waits_stands_on_top(lin: Actor, hu: Actor, worker_client: Client) -> None:
    query = makers.a_query(lin, hu)

    home = worker_client.get("/worker/").text
    alone = worker_client.get("/worker/asks/").text

    assert home.index(f"/worker/requests/{query}/") < home.index('id="certificate"')
    assert "胡女士（尾号 9000）" in alone
    assert "<html" not in alone


def test_fetching_it_spares_the_text_message(lin: Actor, hu: Actor, worker_client: Client) -> None:
    query = makers.a_query(lin, hu)

    worker_client.get("/worker/asks/")

    assert queries.unnoticed(lin.person, query) is None


def test_a_source_that_is_away_never_leaves_the_light_green(
    outside: makers.Outside, lin: Actor, worker_client: Client
) -> None:
    outside.police.trouble = SourceUnreachable()
    with pytest.raises(SourceUnreachable):
        records.check_background(lin.person)

    home = worker_client.get("/worker/").text

    assert "绿灯" not in home
    assert "公安数据源暂时联系不上" in home


def test_a_week_before_the_end_she_is_told(worker_client: Client) -> None:
    with at(clock.now() + timedelta(days=24)):
        home = worker_client.get("/worker/").text

    assert "授权还有 6 天到期" in home


def test_before_the_certificate_there_is_one_next_step(outside: makers.Outside) -> None:
    newcomer = browser_of(makers.signed_in(App.WORKER, "13800138000"))

    home = newcomer.get("/worker/").text

    assert "第 1 步，共 5 步" in home
    assert home.count("btn-primary") == 1


def test_without_scripts_the_page_fetches_itself(worker_client: Client) -> None:
    home = worker_client.get("/worker/").text

    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', home)


def test_nothing_of_hers_is_kept_by_the_browser(worker_client: Client) -> None:
    assert worker_client.get("/worker/")["Cache-Control"] == "no-store, private"


def test_signing_out_ends_it(worker_client: Client) -> None:
    worker_client.post("/worker/sign-out/")

    assert worker_client.get("/worker/")["Location"].startswith("/worker/sign-in/")


def test_a_stranger_and_a_consumer_are_asked_to_sign_in(
    stranger: Client, consumer_client: Client
) -> None:
    for browser in (stranger, consumer_client):
        assert browser.get("/worker/")["Location"] == "/worker/sign-in/?next=%2Fworker%2F"


@pytest.mark.parametrize("file", ["manifest.webmanifest", "sw.js", "offline/"])
def test_the_app_can_be_installed_before_signing_in(stranger: Client, file: str) -> None:
    assert stranger.get(f"/worker/{file}").status_code == 200


@pytest.mark.parametrize("page", ["", "record/", "looks/", "consents/", "consents/renew/"])
def test_every_page_is_there_in_english(worker_client: Client, page: str) -> None:
    worker_client.cookies["lang"] = "en"

    answer = worker_client.get(f"/worker/{page}")

    assert answer.status_code == 200
    assert '<html lang="en"' in answer.text
