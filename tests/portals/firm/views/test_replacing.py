"""Replacing an owner, in a browser: asked, told at the desk, objected to, or done."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.config import wiring
from jiaxin.facts.firms import reads as firms
from jiaxin.flows.joining import errands
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import services as identity
from tests import clockwork, makers_staff
from tests.makers_joining import HER, NUMBER, REPRESENTATIVE, Registers
from tests.makers_staff import VISITOR
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

TYPED = {"code": HER.code, "name": REPRESENTATIVE, "number": NUMBER}


@pytest.fixture
def owner(db: None) -> Iterator[Actor]:
    """Who owns the desk now."""
    Registers().join()
    opened = errands.sign_up(VISITOR, asked=HER)
    identity.close_account(Actor.system("a test"), staff=opened.id)
    yield makers_staff.a_firm_owner(firm=firms.id_of(HER.code))
    wiring.join()


def asked() -> str:
    page = Client().post("/firm/replace/", TYPED).text
    found = re.search(r'id="claim-code">([0-9A-Z-]{19})<', page)
    assert found
    return found[1]


def test_after_the_wait_the_claim_code_opens_the_desk(owner: Actor) -> None:
    claim = asked()
    assert "申请更换企业负责人账号" in browser_of(owner).get("/firm/").text

    early = Client().post(
        "/firm/replace/take-over/", {**TYPED, "claim": claim, "staff_name": "sun-new"}
    )
    assert early.status_code == 409
    assert "等待期" in early.text
    with clockwork.at(clock.now() + timedelta(days=3)):
        done = Client().post(
            "/firm/replace/take-over/", {**TYPED, "claim": claim, "staff_name": "sun-new"}
        )

    assert 'id="first-password"' in done.text


def test_the_owner_objects_at_her_desk(owner: Actor) -> None:
    asked()
    browser = browser_of(owner)
    page = browser.get("/firm/").text
    action = re.search(r'action="(/firm/replace/[^"]+/object/)"', page)
    assert action

    said = browser.post(action[1], follow=True).text

    assert "已反对" in said
    assert "申请更换企业负责人账号" not in said


def test_a_wrong_code_is_told_beside_it_and_what_was_typed_stays(owner: Actor) -> None:
    asked()

    page = Client().post(
        "/firm/replace/take-over/", {**TYPED, "claim": "1234", "staff_name": "sun-new"}
    )

    assert page.status_code == 422
    assert "更换码对不上" in page.text
    assert REPRESENTATIVE in page.text
