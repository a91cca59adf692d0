"""A firm supplies what it knows of its worker."""

from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.errors import UnfitFact
from jiaxin.facts.records.rules import Confirmation
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import NotSupplied
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from tests import makers_engagements as make
from tests.makers_facts import INSURANCE, TRAINING, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    return make.engaged(lin, qiao)


def test_what_a_firm_supplies_waits_for_her_yes(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    said = engagements.supply(qiao, engagement_id=engagement, kind="training", content=TRAINING)
    assert the(lin, kinds.TRAINING).stands.word is Confirmation.WAITING
    assert the(lin, kinds.TRAINING).source.startswith("firm:91")

    records.answer(lin, line=said.line, version=said.version, agrees=True)

    assert the(lin, kinds.TRAINING).stands.word is Confirmation.CONFIRMED


def test_insurance_may_be_supplied_and_a_background_never(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    engagements.supply(qiao, engagement_id=engagement, kind="insurance", content=INSURANCE)
    assert the(lin, kinds.INSURANCE).content["policy_no"] == "PA-7001"

    for kind in (kinds.BACKGROUND, kinds.IDENTITY, kinds.SKILL, kinds.EXAM, "anything"):
        with pytest.raises(NotSupplied):
            engagements.supply(qiao, engagement_id=engagement, kind=kind, content={})


def test_what_is_unfit_names_the_field(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    with pytest.raises(UnfitFact) as unfit:
        engagements.supply(
            qiao, engagement_id=engagement, kind="training", content={**TRAINING, "on": "soon"}
        )

    assert unfit.value.context["field"] == "on"


def test_nothing_is_supplied_of_another_firms_worker_or_without_her_consent(
    lin: Actor, qiao: Actor, other: Actor, engagement: UUID
) -> None:
    with pytest.raises(NotFound):
        engagements.supply(other, engagement_id=engagement, kind="training", content=TRAINING)

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)
    with pytest.raises(NoConsentInForce):
        engagements.supply(qiao, engagement_id=engagement, kind="training", content=TRAINING)
