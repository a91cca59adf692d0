"""A firm recommends its staff by the cards that they put up."""

import pytest

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_desk, makers_engagements
from tests.makers_showcase import puts_up
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


def test_staff_with_a_card_are_listed_with_link_and_code(lin: Actor) -> None:
    desk = makers_desk.a_desk(1)
    makers_engagements.engaged(lin, desk.operator)
    card = puts_up(lin, light=True)
    browser = browser_of(desk.operator)

    assert f"/cards/{card}/" in browser.get("/firm/cards/").text
    assert f"/cards/{card}/" in browser.get("/firm/cards/?trade=maternity_care&light=yellow").text
    assert "请少选几个条件" in browser.get("/firm/cards/?trade=cooking").text

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.SHOWCASE].id)
    assert f"/cards/{card}/" not in browser.get("/firm/cards/").text


def test_whoever_works_elsewhere_is_not_listed(lin: Actor) -> None:
    desk = makers_desk.a_desk(1)
    card = puts_up(lin)

    assert f"/cards/{card}/" not in browser_of(desk.operator).get("/firm/cards/").text
