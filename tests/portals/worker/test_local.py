"""Her pages about local platforms: which there are, the sheet of each, and what they fetched."""

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.gateways.exchange import reads as exchange
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.rules import Handing, PartySort
from jiaxin.gateways.exchange.services import parties, pulling
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange.sending import OPERATOR, a_sender, actor_of, signed
from tests.makers_facts import arrives
from tests.makers_platforms import shares
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

TITLE = "浙江省家政平台"


@pytest.fixture
def zhejiang() -> Sender:
    return a_sender("zhejiang", PartySort.PLATFORM, title=TITLE)


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


def fetch(platform: Sender) -> None:
    """The platform asks about her once."""
    asked = pulling.ask(
        actor_of(platform),
        signed=signed(platform),
        handing=Handing.ANSWERED,
        people=1,
        digest="d",
        fault=None,
    )
    assert asked is not None
    pulling.share(
        actor_of(platform),
        sender=platform,
        outbound=asked,
        number=makers.a_number(),
        name=makers.NAME,
    )


def test_she_reads_the_sheet_that_names_it_and_agrees(zhejiang: Sender, lin: Actor) -> None:
    browser = browser_of(lin)
    assert "/worker/consents/local/" in browser.get("/worker/consents/").text
    assert TITLE in browser.get("/worker/consents/local/").text

    address = f"/worker/consents/local/{zhejiang.id}/give/"
    sheet = browser.get(address)
    assert f"{TITLE}（地方家政平台" in sheet.text
    assert consents.named_in_force(lin.person) == []
    browser.post(address, {"version": consents.newest_version(Kind.LOCAL)})

    [held] = consents.named_in_force(lin.person)
    assert (held.grantee, held.called) == (zhejiang.id, TITLE)
    assert "共享中" in browser.get("/worker/consents/local/").text
    assert f"地方平台共享：{TITLE}" in browser.get("/worker/consents/").text
    assert TITLE in browser.get(f"/worker/consents/{held.id}/receipt/").text


def test_she_takes_it_back_on_the_page_of_every_consent(zhejiang: Sender, lin: Actor) -> None:
    held = shares(lin, zhejiang)
    browser = browser_of(lin)

    page = browser.get(f"/worker/consents/{held}/withdraw/")
    assert "马上取不到您的记录" in page.text
    browser.post(f"/worker/consents/{held}/withdraw/")

    assert consents.named_in_force(lin.person) == []
    assert "共享中" not in browser.get("/worker/consents/local/").text


def test_without_the_platforms_consent_that_sheet_comes_first(zhejiang: Sender, lin: Actor) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    sent = browser_of(lin).get(f"/worker/consents/local/{zhejiang.id}/give/")

    assert sent.status_code == 302
    assert "/worker/consents/platform/give/" in sent.headers["location"]


def test_a_platform_that_is_gone_is_not_offered(zhejiang: Sender, lin: Actor) -> None:
    parties.revoke(OPERATOR, name="zhejiang")
    browser = browser_of(lin)

    assert browser.get(f"/worker/consents/local/{zhejiang.id}/give/").status_code == 404
    assert "现在没有地方平台接入" in browser.get("/worker/consents/local/").text
    assert "/worker/consents/local/" not in browser.get("/worker/consents/").text


def test_what_it_fetched_stands_under_who_looked(zhejiang: Sender, lin: Actor) -> None:
    arrives(lin, kinds.INSURANCE, source="insurer", came=Came.BATCH)
    shares(lin, zhejiang)
    browser = browser_of(lin)
    assert "地方平台取过" not in browser.get("/worker/looks/").text

    fetch(zhejiang)

    page = browser.get("/worker/looks/").text
    assert "地方平台取过" in page
    assert TITLE in page
    assert "还没有人看过您的记录" not in page


def test_her_local_number_stands_beside_ours(zhejiang: Sender, lin: Actor) -> None:
    said = {
        "number": "ZJ-330106-00017",
        "issuer": TITLE,
        "region": "330106",
        "since": "2026-01-05",
    }
    arrives(lin, kinds.LOCAL_NUMBER, said, source="zhejiang", came=Came.LOCAL)
    browser = browser_of(lin)

    assert "地方证书" in browser.get("/worker/record/").text
    page = browser.get("/worker/facts/local_number/").text
    assert "ZJ-330106-00017" in page
    assert exchange.title_of("zhejiang") == TITLE
