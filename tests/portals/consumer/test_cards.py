"""A family asks from a card."""

import pytest

from jiaxin.flows.queries import reads as queries
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests.makers_showcase import puts_up
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_asking_from_a_card_needs_no_code(lin: Actor, hu: Actor) -> None:
    card = puts_up(lin)
    browser = browser_of(hu)

    page = browser.get(f"/consumer/cards/{card}/ask/").text
    assert "林*英" in page
    assert "证书编号" not in page

    asked = {"called": "胡女士", "reason": "child", "sections": ["skill"]}
    answer = browser.post(f"/consumer/cards/{card}/ask/", asked)

    [waiting] = queries.waiting_for(lin)
    assert answer["Location"] == f"/consumer/queries/{waiting.id}/"
    assert waiting.from_afar


def test_a_card_that_was_taken_down_leads_nowhere(lin: Actor, hu: Actor) -> None:
    card = puts_up(lin)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.SHOWCASE].id)

    answer = browser_of(hu).post(
        f"/consumer/cards/{card}/ask/", {"called": "胡女士", "reason": "child"}
    )

    assert answer.status_code == 410
    assert queries.waiting_for(lin) == []
