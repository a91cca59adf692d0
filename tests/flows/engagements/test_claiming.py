"""She asks a firm whether what she wrote is so: its yes confirms it, its no hides it."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import services as facts
from jiaxin.facts.records.errors import NotToAnswer
from jiaxin.facts.records.rules import Confirmation
from jiaxin.flows.engagements import claims
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import ClaimOver, FirmNotHere, NotToConfirm
from jiaxin.flows.engagements.models import Claim
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_desk, makers_firms
from tests.makers_desk import Desk

pytestmark = pytest.mark.django_db

WORK = {"firm": makers_firms.NAME, "trade": "housekeeping", "since": "2024-03-01"}


@pytest.fixture
def desk() -> Desk:
    return makers_desk.a_desk(1)


@pytest.fixture
def line(lin: Actor) -> UUID:
    return facts.enter(lin, kind=kinds.EMPLOYMENT, content=WORK).line


def stands(worker: Actor) -> Confirmation:
    [known] = [
        fact for fact in records.facts(records.own_record(worker)) if fact.kind == kinds.EMPLOYMENT
    ]
    return known.stands.word


@pytest.mark.parametrize(
    ("agrees", "then"), [(True, Confirmation.CONFIRMED), (False, Confirmation.REJECTED)]
)
def test_the_firms_word_stands_on_her_record(
    lin: Actor, desk: Desk, line: UUID, agrees: bool, then: Confirmation
) -> None:
    assert stands(lin) is Confirmation.WAITING
    claim = engagements.ask_to_confirm(lin, line=line, code=desk.code)
    assert list(claims.asked_of_mine(lin)) == [line]
    [asked] = claims.waiting(desk.operator)
    assert (asked.id, asked.name, asked.content["since"]) == (claim, makers.NAME, "2024-03-01")

    engagements.answer_claim(desk.operator, claim_id=claim, agrees=agrees)

    assert stands(lin) is then
    assert claims.waiting(desk.operator) == []
    assert claims.asked_of_mine(lin) == {}
    assert Claim.objects.get().said is None
    with pytest.raises(ClaimOver):
        engagements.answer_claim(desk.operator, claim_id=claim, agrees=True)


def test_another_firm_sees_nothing_of_it(lin: Actor, desk: Desk, line: UUID) -> None:
    claim = engagements.ask_to_confirm(lin, line=line, code=desk.code)
    other = makers_desk.a_desk(2).operator

    assert claims.waiting(other) == []
    with pytest.raises(NotFound):
        engagements.answer_claim(other, claim_id=claim, agrees=True)


def test_what_she_changed_meanwhile_is_not_confirmed(lin: Actor, desk: Desk, line: UUID) -> None:
    claim = engagements.ask_to_confirm(lin, line=line, code=desk.code)
    facts.enter(lin, kind=kinds.EMPLOYMENT, content={**WORK, "since": "2020-01-01"}, line=line)

    with pytest.raises(NotToAnswer):
        engagements.answer_claim(desk.operator, claim_id=claim, agrees=True)
    assert stands(lin) is Confirmation.WAITING


def test_asked_twice_it_is_one_question_and_after_thirty_days_none(
    lin: Actor, desk: Desk, line: UUID
) -> None:
    once = engagements.ask_to_confirm(lin, line=line, code=desk.code)
    assert engagements.ask_to_confirm(lin, line=line, code=desk.code) == once

    with clockwork.at(clock.now() + timedelta(days=30)):
        assert claims.waiting(desk.operator) == []
        with pytest.raises(ClaimOver):
            engagements.answer_claim(desk.operator, claim_id=once, agrees=True)


def test_a_firm_that_nobody_signs_in_for_is_not_asked(lin: Actor, line: UUID) -> None:
    code = makers_firms.a_registered_firm(3)

    for asked in (code, CreditCode("91110105MA00000000")):
        with pytest.raises(FirmNotHere):
            engagements.ask_to_confirm(lin, line=line, code=asked)


def test_only_work_of_her_own_that_waits_is_put_to_a_firm(lin: Actor, desk: Desk) -> None:
    training = facts.enter(
        lin,
        kind=kinds.TRAINING,
        content={"course": "母婴护理", "issuer": "样例培训学校", "on": "2024-03-01"},
    )

    with pytest.raises(NotToConfirm):
        engagements.ask_to_confirm(lin, line=training.line, code=desk.code)
    assert firms.named(desk.firm).code == desk.code
