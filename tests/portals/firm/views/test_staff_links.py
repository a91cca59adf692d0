"""A card for a family: the desk asks, she agrees, the desk sends."""

import re

import pytest
from django.test import Client

from jiaxin.flows.remote import reads
from jiaxin.flows.remote import services as remote
from jiaxin.trust.access.actor import Actor
from tests import makers_desk, makers_engagements
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_desk_has_a_link_once_she_agrees_and_takes_it_back(lin: Actor, hu: Actor) -> None:
    operator = makers_desk.a_desk().operator
    engagement = makers_engagements.engaged(lin, operator)
    desk, here = browser_of(operator), f"/firm/staff/{engagement}/links/"
    desk.post(here)
    asked = desk.get(here).text
    assert "还在等她" in asked
    assert "/s/" not in asked

    [offer] = reads.offers_to_me(lin)
    remote.confirm(lin, offer_id=offer.id)
    page = desk.get(here).text
    [address] = set(re.findall(r'value="(http://testserver/s/[0-9A-Z]{52}/)"', page))
    assert "<svg" in page
    assert "证书有效" in browser_of(hu).get(address, follow=True).text

    desk.post(f"{here}{offer.id}/back/")
    assert Client().get(address, follow=True).status_code == 410
    assert "已作废" in desk.get(here).text
