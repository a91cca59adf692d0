"""Records of sharing at the console: every recipient in figures, nobody's name, for three years."""

from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights import services as rights
from jiaxin.gateways.exchange.models import Pulled
from jiaxin.gateways.exchange.rules import Handing, PartySort
from jiaxin.gateways.exchange.services import pulling
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sharing
from jiaxin.trust.audit.sharing import Span
from tests import clockwork, makers, makers_desk, makers_engagements, makers_staff
from tests.gateways.exchange.sending import a_sender, actor_of, signed
from tests.makers_platforms import shares
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)


@pytest.fixture
def given(lin: Actor, hu: Actor) -> None:
    """A family looked twice, her firm once, her province fetched."""
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    queries.open_report(hu, query_id=query)
    desk = makers_desk.a_desk(1)
    engagement = makers_engagements.engaged(lin, desk.operator)
    makers_engagements.authorises(lin, engagement)
    engagements.look(desk.operator, engagement_id=engagement, by=makers_engagements.BY)
    platform = a_sender("zhejiang", PartySort.PLATFORM, title="浙江省家政平台")
    shares(lin, platform)
    asked = pulling.ask(
        actor_of(platform),
        signed=signed(platform),
        handing=Handing.ANSWERED,
        people=1,
        digest="d",
        fault=None,
    )
    assert asked is not None
    assert pulling.share(
        actor_of(platform),
        sender=platform,
        outbound=asked,
        number=makers.a_number(),
        name=makers.NAME,
    )


@pytest.fixture
def security() -> Client:
    return browser_of(makers_staff.a_security_admin())


def test_each_recipient_stands_there_with_its_figures(given: None, security: Client) -> None:
    page = security.get("/console/shared/").text

    for said in ("消费者（合计）", "样例阳光家政", "浙江省家政平台", "给地方平台的授权"):
        assert said in page
    assert page.count("<tr data-row>") == 3


def test_nobody_is_named_there(given: None, security: Client) -> None:
    page = security.get("/console/shared/").text

    assert makers.NAME not in page
    assert makers.a_number()[-6:] not in page


def test_the_page_says_who_else_can_tell_whose_data_it_was(given: None, security: Client) -> None:
    page = security.get("/console/shared/").text

    assert "只有本人看得到" not in page
    assert "审计管理员在留痕里看得到编号" in page


def test_what_lies_outside_the_days_is_not_counted(given: None, security: Client) -> None:
    page = security.get("/console/shared/", {"since": "2020-01-01", "until": "2020-12-31"}).text

    assert "这段时间里没有对外提供" in page


@pytest.mark.parametrize(
    ("since", "until"), [("0001-01-01", "9999-12-31"), ("", "0001-01-01"), ("", ""), ("x", "y")]
)
def test_any_days_are_taken_or_shown_again(security: Client, since: str, until: str) -> None:
    answer = security.get("/console/shared/", {"since": since, "until": until})

    assert answer.status_code == (422 if since == "x" else 200)


def test_a_fetch_is_on_record_for_three_years_and_then_no_more(
    given: None, security: Client
) -> None:
    system, now = Actor.system("rights"), clock.now()
    with clockwork.at(now + 3 * YEAR - timedelta(days=1)):
        rights.erase_past(system, table="exchange_pulled")
        assert Pulled.objects.count() == 1
    with clockwork.at(now + 3 * YEAR + timedelta(days=2)):
        rights.erase_past(system, table="exchange_pulled")
        assert Pulled.objects.count() == 0


def test_nobody_else_reads_it(given: None) -> None:
    span = Span(clock.now() - YEAR, clock.now() + YEAR)
    for reader in (makers_staff.a_system_admin(), makers_staff.a_reviewer()):
        with pytest.raises(NotFound):
            list(sharing.counted(reader, Pulled.objects.all(), "party_id", span))
