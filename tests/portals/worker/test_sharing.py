"""Her page of share links, and what the family meets behind one."""

import re

from django.test import Client

from jiaxin.flows.certificates import reads
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests.portals.conftest import browser_of


def test_she_makes_a_link_and_a_family_asks_by_it(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    assert worker_client.post("/worker/share/")["Location"] == "/worker/share/"
    page = worker_client.get("/worker/share/").text
    [address] = set(re.findall(r'value="(http://testserver/s/[0-9A-Z]{52}/)"', page))

    family = browser_of(hu)
    landing = family.get(address, follow=True)
    asked = family.get(landing.text.partition('id="ask" href="')[2].partition('"')[0])

    assert "证书有效" in landing.text
    assert landing["Cache-Control"] == "no-store, private"
    assert asked.status_code == 200
    sent = family.post(asked.request["PATH_INFO"], {"called": "胡女士", "reason": "child"})
    waiting = family.get(sent["Location"]).text
    assert "不用守着这一页" in waiting
    sheet = worker_client.get(f"/worker/requests/{sent['Location'].split('/')[-2]}/").text
    assert "您分享的链接" in sheet


def test_taken_back_the_page_says_so(lin: Actor, worker_client: Client) -> None:
    worker_client.post("/worker/share/")
    [link] = reads.my_links(lin)

    worker_client.post(f"/worker/share/{link.id}/revoke/")

    assert "您已作废" in worker_client.get("/worker/share/").text
    gone = Client().get(f"/s/{link.token}/", follow=True)
    assert gone.status_code == 410
    assert "已经失效" in gone.text


def test_while_the_certificate_is_void_she_is_led_to_renew(
    lin: Actor, worker_client: Client
) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    page = worker_client.get("/worker/share/").text

    assert 'id="make-link"' not in page
    assert "/worker/consents/renew/" in page
    assert "不能分享" in worker_client.post("/worker/share/").text
