"""Her printed card, her answers by message, and what her firm asks to send."""

import re
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.remote import reads
from jiaxin.flows.remote import services as remote
from jiaxin.portals.worker.paper.card import HEIGHT, WIDTH
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_engagements
from tests.makers_remote import a_card, asked_by_card, code_for, helped


def test_she_makes_a_card_and_prints_it(lin: Actor, hu: Actor, worker_client: Client) -> None:
    assert worker_client.post("/worker/card/")["Location"] == "/worker/card/print/"

    page = worker_client.get("/worker/card/print/").text

    assert makers.NAME not in page
    assert "证书编号" in page
    card = certificates.my_card(lin)
    assert card is not None
    landing = Client().get(f"/s/{card.token}/", follow=True)
    assert "证书有效" in landing.text
    assert landing["Cache-Control"] == "no-store, private"


def test_her_name_is_printed_if_she_ticks_it(lin: Actor, worker_client: Client) -> None:
    worker_client.post("/worker/card/", {"name": "1"})

    assert makers.NAME in worker_client.get("/worker/card/print/").text


def test_the_file_is_two_pages_in_the_size_of_a_bank_card(
    lin: Actor, worker_client: Client
) -> None:
    a_card(lin, shows_name=True)

    answer = worker_client.get("/worker/card/card.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", answer.content)
    assert box is not None
    points = [round(float(side)) for side in box.groups()]
    assert points == [round(side * 72 / 25.4) for side in (WIDTH, HEIGHT)]
    assert answer.content.count(b"/Type /Page\n") == 2


def test_a_lost_card_is_cancelled_in_one_tap(lin: Actor, worker_client: Client) -> None:
    token = a_card(lin)

    page = worker_client.post("/worker/card/cancel/", follow=True).text

    assert "卡已停用" in page
    gone = Client().get(f"/s/{token}/", follow=True)
    assert gone.status_code == 410
    assert "这张卡已经停用" in gone.text
    assert worker_client.get("/worker/card/print/")["Location"] == "/worker/card/"


def test_answers_by_message_are_switched_on_by_a_way_she_has_and_off_in_one_tap(
    lin: Actor, worker_client: Client
) -> None:
    page = worker_client.get("/worker/by-message/").text
    assert "没有开通" in page
    assert 'value="pin"' in page

    begun = worker_client.post("/worker/by-message/", {"way": "pin"})["Location"]
    assert begun.startswith("/worker/presence/")
    check = makers.show_presence(lin, use=Use.DEVICE, about_id=lin.person)
    shown = worker_client.get(f"/worker/by-message/?check={check}").text
    assert 'id="switch-on"' in shown
    worker_client.post(f"/worker/by-message/?check={check}")
    assert reads.answers_by_message(lin.person)

    worker_client.post("/worker/by-message/", {"off": "1"})
    assert not reads.answers_by_message(lin.person)


def test_a_check_for_something_else_switches_nothing_on(lin: Actor, worker_client: Client) -> None:
    check = makers.show_presence(lin, use=Use.EXPORT, about_id=lin.person)

    assert worker_client.post(f"/worker/by-message/?check={check}").status_code == 403

    assert not reads.answers_by_message(lin.person)


@pytest.fixture
def offer(lin: Actor) -> tuple[Actor, UUID, UUID]:
    desk = makers_engagements.an_operator(makers_engagements.a_firm())
    engagement = makers_engagements.engaged(lin, desk)
    return desk, engagement, remote.offer(desk, engagement_id=engagement)


def test_her_firms_link_waits_for_her_yes(
    lin: Actor, worker_client: Client, offer: tuple[Actor, UUID, UUID]
) -> None:
    desk, engagement, offered = offer
    assert "要您答复" in worker_client.get("/worker/").text
    page = worker_client.get("/worker/share/").text
    assert f"/worker/share/offers/{offered}/confirm/" in page

    worker_client.post(f"/worker/share/offers/{offered}/confirm/")

    [row] = reads.offers_of(desk, engagement_id=engagement)
    assert row.is_live
    assert "由 北京样例阳光家政服务有限公司 发给对方" in worker_client.get("/worker/share/").text


def test_her_no_makes_no_link(
    lin: Actor, worker_client: Client, offer: tuple[Actor, UUID, UUID]
) -> None:
    worker_client.post(f"/worker/share/offers/{offer[2]}/refuse/")

    assert certificates.my_links(lin) == []
    assert "offers/" not in worker_client.get("/worker/share/").text


def test_who_helped_stands_beside_the_look(
    lin: Actor, hu: Actor, worker_client: Client, consumer_client: Client
) -> None:
    desk = makers_engagements.an_operator(makers_engagements.a_firm())
    query, given = asked_by_card(lin, hu), helped(desk)
    code = code_for(desk, given)
    remote.approve(desk, help_id=given, query_id=query, pin=makers.PIN, code=code, sections=[])
    consumer_client.get(f"/consumer/queries/{query}/record/")

    page = worker_client.get("/worker/looks/").text

    assert "协助答复：北京样例阳光家政服务有限公司" in page
    assert "窗口协助" in page
