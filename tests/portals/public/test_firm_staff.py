"""How many with a valid certificate work for a firm: a number on its public page, never names."""

import pytest

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_desk
from tests import makers_engagements as make
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_public_page_counts_certified_staff_and_names_nobody(lin: Actor, hu: Actor) -> None:
    desk = makers_desk.a_desk(1)
    anybody, path = browser_of(hu), f"/firms/{desk.code}/"
    assert "持有效证书的服务员 0 人" in anybody.get(path).text

    make.engaged(lin, desk.operator)
    page = anybody.get(path).text
    assert "持有效证书的服务员 1 人" in page
    assert makers.NAME not in page

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)
    assert "持有效证书的服务员 0 人" in anybody.get(path).text
