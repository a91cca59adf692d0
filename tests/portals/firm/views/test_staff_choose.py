"""The firm chooses whom to recommend."""

from uuid import UUID

import pytest

from jiaxin.flows.engagements import reads
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_desk
from tests import makers_engagements as make
from tests.makers_desk import Desk
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lin: Actor) -> Desk:
    return makers_desk.a_desk(1)


@pytest.fixture
def engagement(lin: Actor, desk: Desk) -> UUID:
    engagement = make.engaged(lin, desk.operator)
    make.authorises(lin, engagement)
    return engagement


def test_nobody_is_looked_at_before_the_firm_asks(lin: Actor, desk: Desk, engagement: UUID) -> None:
    page = browser_of(desk.operator).get("/firm/staff/choose/").text

    assert "有 1 人可以挑选" in page
    assert reads.firm_looks(lin) == []


def test_who_suits_is_listed_with_her_light_and_who_does_not_is_not(
    lin: Actor, desk: Desk, engagement: UUID
) -> None:
    browser = browser_of(desk.operator)

    page = browser.get("/firm/staff/choose/?look=1").text
    assert makers.NAME in page
    assert len(reads.firm_looks(lin)) == 1

    assert makers.NAME not in browser.get("/firm/staff/choose/?look=1&skill=elder_care").text
    assert makers.NAME not in browser.get("/firm/staff/choose/?look=1&trade=elder_care").text


def test_who_took_her_authorisation_back_is_not_there(desk: Desk, lin: Actor) -> None:
    make.engaged(lin, desk.operator)

    page = browser_of(desk.operator).get("/firm/staff/choose/?look=1&exam=nonsense&page=x").text

    assert makers.NAME not in page
    assert "没有授权在有效期内的员工" in page
