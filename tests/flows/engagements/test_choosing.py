"""Choosing whom to recommend: what suits is a rule; what is seen is a look, under her yes."""

from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came, Colour, ExamClass
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.rules import Wanted, suits
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_corrections
from tests import makers_engagements as make
from tests.evidence import lines
from tests.makers_facts import EXAM, arrives

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    engagement = make.engaged(lin, qiao)
    make.authorises(lin, engagement)
    return engagement


def test_a_stricter_class_will_do_and_a_laxer_one_or_none_will_not() -> None:
    wanted = Wanted(exam=ExamClass.LIVE_IN)

    for held, suited in (
        (None, False),
        (ExamClass.GENERAL, False),
        (ExamClass.LIVE_IN, True),
        (ExamClass.MOTHER_BABY, True),
    ):
        assert suits(wanted, colour=Colour.GREEN, exam=held, skills=()) is suited


def test_what_is_not_asked_excludes_nobody_and_what_is_asked_does() -> None:
    has = {"colour": Colour.YELLOW, "exam": None, "skills": (Trade.COOKING,)}

    assert suits(Wanted(), **has)  # type: ignore[arg-type]  # one of each
    assert suits(Wanted(colour=Colour.YELLOW, skill=Trade.COOKING), **has)  # type: ignore[arg-type]  # as above
    assert not suits(Wanted(colour=Colour.GREEN), **has)  # type: ignore[arg-type]  # as above
    assert not suits(Wanted(skill=Trade.ELDER_CARE), **has)  # type: ignore[arg-type]  # as above


def test_a_glance_is_a_look_on_her_page_and_in_the_trail_once(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    seen = engagements.glance(qiao, engagement_id=engagement, by=make.BY)
    engagements.glance(qiao, engagement_id=engagement, by=make.BY)

    assert seen.light.colour in Colour
    [look] = reads.firm_looks(lin)
    assert (look.by, look.loads, look.is_open) == (make.BY, 2, False)
    assert [line.subject for line in lines(Action.STAFF_LOOK)] == [lin.person] * 2


def test_her_examination_is_seen_only_where_she_agreed_to_that(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.EXAM, came=Came.BATCH, signed_by=EXAM["issuer"])
    assert engagements.glance(qiao, engagement_id=engagement, by=make.BY).exam is not None

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.HEALTH].id)

    assert engagements.glance(qiao, engagement_id=engagement, by=make.BY).exam is None


def test_a_disputed_examination_is_not_told_at_a_glance(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    makers.agree(lin, Kind.HEALTH)
    exam = arrives(lin, kinds.EXAM, came=Came.BATCH, signed_by=EXAM["issuer"])

    makers_corrections.filed(lin, exam.line)

    assert engagements.glance(qiao, engagement_id=engagement, by=make.BY).exam is None


def test_without_her_authorisation_or_at_another_firm_nothing_is_seen(
    lin: Actor, qiao: Actor, other: Actor, engagement: UUID
) -> None:
    with pytest.raises(NotFound):
        engagements.glance(other, engagement_id=engagement, by=make.BY)
    engagements.take_back(lin, engagement_id=engagement)

    with pytest.raises(NotAuthorised):
        engagements.glance(qiao, engagement_id=engagement, by=make.BY)
    assert reads.firm_looks(lin) == []
