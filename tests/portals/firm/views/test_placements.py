"""The firm's pages of services: send one of its staff to a family, see how it stands."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_desk
from tests import makers_engagements as make
from tests.makers_desk import Desk
from tests.makers_placements import HUS
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lin: Actor) -> Desk:
    return makers_desk.a_desk(1)


@pytest.fixture
def browser(desk: Desk) -> Client:
    return browser_of(desk.operator)


@pytest.fixture
def engagement(lin: Actor, desk: Desk) -> UUID:
    return make.engaged(lin, desk.operator)


def sent(browser: Client, engagement: UUID, **typed: str) -> str:
    said = {"phone": HUS, "trade": "child_care", "since": clock.today().isoformat()} | typed
    return browser.post(f"/firm/staff/{engagement}/send/", said, follow=True).text


def test_an_empty_list_says_how_one_begins(browser: Client) -> None:
    assert "还没有派单服务" in browser.get("/firm/services/").text


def test_it_sends_one_of_its_own_and_follows_whose_yes_is_awaited(
    browser: Client, lin: Actor, hu: Actor, engagement: UUID
) -> None:
    assert f"/firm/staff/{engagement}/send/" in browser.get(f"/firm/staff/{engagement}/").text
    page = sent(browser, engagement)
    assert makers.NAME in page
    assert "等员工" in page
    assert "13900139000" not in page

    [waiting] = reads.hers(lin)
    placements.confirm(lin, placement_id=waiting.id)
    assert "等家庭" in browser.get("/firm/services/").text
    placements.confirm(hu, placement_id=waiting.id, called="胡女士")

    page = browser.get("/firm/services/").text
    assert "服务中" in page
    assert "胡女士" not in page


def test_what_was_typed_wrong_is_said(browser: Client, engagement: UUID) -> None:
    assert "jx-wrong" in sent(browser, engagement, phone="12345")
    assert "她自己的手机号" in sent(browser, engagement, phone="13800138000")


def test_it_takes_back_what_the_two_have_not_both_confirmed(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    sent(browser, engagement)
    [waiting] = reads.hers(lin)

    page = browser.post(f"/firm/services/{waiting.id}/back/", follow=True).text

    assert "已撤回" in page


def test_who_has_left_is_not_named(
    browser: Client, lin: Actor, hu: Actor, engagement: UUID
) -> None:
    sent(browser, engagement)
    [waiting] = reads.hers(lin)
    placements.confirm(lin, placement_id=waiting.id)
    placements.confirm(hu, placement_id=waiting.id, called="胡女士")

    engagements.leave(lin, engagement_id=engagement)

    page = browser.get("/firm/services/").text
    assert makers.NAME not in page
    assert "已离职的员工" in page
