"""What is upheld is put right everywhere at once; what is dismissed leaves no mark."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from jiaxin.facts.firms import finding
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.finding import Standing, Wanted
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.errors import UnfitFact
from jiaxin.facts.records.rules import Came, Colour, Confirmation, Reason
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import NoRemedy, SameAsBefore
from jiaxin.flows.corrections.models import Told
from jiaxin.flows.corrections.rules import Finding, Remedy, State
from jiaxin.flows.corrections.services import Decision
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.queries import services as queries
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers, makers_corrections, makers_engagements, makers_facts
from tests.makers_corrections import (
    BAI,
    CEN,
    DISMISS,
    RIGHT,
    STRIKE,
    UPHOLD,
    WHY,
    a_correction,
    a_training,
    an_officer,
    asked,
    decide,
    filed,
    row_of,
)

pytestmark = pytest.mark.django_db


def looked(worker: Actor, consumer: Actor) -> UUID:
    """A family has looked at her record, and has ended the look."""
    query = makers.a_query(worker, consumer)
    makers.approve(worker, query)
    queries.open_report(consumer, query_id=query)
    queries.end(consumer, query_id=query)
    return query


def test_upheld_the_fact_has_a_new_version_that_people_decided(lin: Actor) -> None:
    decide(BAI, a_correction(lin), UPHOLD)

    known = makers_facts.the(lin, kinds.TRAINING)
    assert (known.version, known.content, known.came, known.disputed_at) == (
        2,
        RIGHT,
        Came.DECIDED,
        None,
    )
    assert known.stands.word in {Confirmation.CONFIRMED, Confirmation.NOT_NEEDED}
    before = records.history(records.own_record(lin), known.line)[1]
    assert (before.content, before.disputed_at) == (makers_facts.TRAINING, None)
    [ruling] = reads.own(lin)[0].rulings
    assert (ruling.finding, ruling.remedy, ruling.words) == (
        Finding.UPHELD,
        Remedy.CHANGED,
        WHY,
    )


def test_struck_it_is_shown_to_nobody_and_its_history_stays(lin: Actor, hu: Actor) -> None:
    decide(BAI, a_correction(lin), STRIKE)

    known = makers_facts.the(lin, kinds.TRAINING)
    assert (known.version, known.stands.word) == (2, Confirmation.WITHDRAWN)
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    blocks = queries.open_report(hu, query_id=query).blocks
    assert not [fact for facts in blocks.values() for fact in facts if fact.kind == kinds.TRAINING]


@pytest.mark.parametrize("decision", [UPHOLD, STRIKE])
def test_what_was_found_wrong_does_not_come_back_by_being_sent_again(
    lin: Actor, decision: Decision
) -> None:
    correction = a_correction(lin)
    decide(BAI, correction, decision)
    before = makers_facts.the(lin, kinds.TRAINING)

    with clockwork.at(clock.now() + timedelta(hours=1)):
        a_training(lin)

    assert makers_facts.the(lin, kinds.TRAINING) == before


def test_something_new_of_the_source_is_taken_as_ever(lin: Actor) -> None:
    decide(BAI, a_correction(lin), UPHOLD)

    with clockwork.at(clock.now() + timedelta(hours=1)):
        a_training(lin, hours=125)

    assert makers_facts.the(lin, kinds.TRAINING).content["hours"] == 125


def test_dismissed_the_mark_goes_and_the_history_stays(lin: Actor) -> None:
    correction = a_correction(lin)

    assert decide(BAI, correction, DISMISS) is State.DISMISSED

    known = makers_facts.the(lin, kinds.TRAINING)
    assert (known.version, known.disputed_at) == (1, None)
    [mine] = reads.own(lin)
    assert [ruling.words for ruling in mine.rulings] == [DISMISS.words]
    assert mine.may_appeal


def test_the_light_follows_in_the_same_act(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    makers_facts.arrives(
        lin,
        kinds.SKILL,
        makers_facts.SKILL,
        source="rating",
        came=Came.BATCH,
    )
    line = makers_facts.arrives(
        lin,
        kinds.EXAM,
        makers_facts.EXAM | {"conclusion": "unfit"},
        source=makers_facts.HOSPITAL,
        came=Came.BATCH,
        signed_by=makers_facts.HOSPITAL,
    ).line
    assert certificates.light_of(lin.person).reasons[0].reason is Reason.EXAM_NOT_PASSED
    correction = filed(lin, line)
    asked(correction)

    decide(
        an_officer("Hao", role=Role.HEALTH_OFFICER),
        correction,
        Decision(
            Finding.UPHELD,
            "报告录错了，结论是合格。",
            "",
            remedy=Remedy.CHANGED,
            content=makers_facts.EXAM,
        ),
    )

    light = certificates.light_of(lin.person)
    assert light.colour is Colour.GREEN
    assert Reason.EXAM_IN_DATE in {one.reason for one in light.reasons}


def test_who_saw_the_wrong_version_is_told_that_it_was_corrected(lin: Actor, hu: Actor) -> None:
    line = a_training(lin)
    query = looked(lin, hu)
    correction = filed(lin, line)
    asked(correction)

    decide(BAI, correction, UPHOLD)

    [notice] = reads.told(hu)
    assert (notice.query_id, notice.is_read) == (query, False)
    columns = {field.attname for field in Told._meta.local_concrete_fields}
    assert columns == {"viewer_id", "id", "correction_id", "query_id", "at", "read_at"}
    corrections.note_read(hu)
    assert reads.told(hu)[0].is_read


def test_a_firm_that_saw_the_wrong_version_is_told_too(lin: Actor) -> None:
    line = a_training(lin)
    desk, other = (
        makers_engagements.an_operator(makers_engagements.a_firm(number, name=name))
        for number, name in ((1, "北京样例阳光家政服务有限公司"), (2, "上海样例月光家政"))
    )
    engagement = makers_engagements.engaged(lin, desk)
    makers_engagements.authorises(lin, engagement)
    for _ in range(2):
        engagements.look(desk, engagement_id=engagement, by=makers_engagements.BY)
    correction = filed(lin, line)
    asked(correction)

    decide(BAI, correction, UPHOLD)

    [notice] = reads.told(desk)
    assert (notice.query_id, notice.is_read) == (engagement, False)
    assert reads.told(other) == []
    corrections.note_read(desk)
    assert reads.told(desk)[0].is_read


def test_who_saw_it_long_ago_or_never_is_not_told(lin: Actor, hu: Actor) -> None:
    line = a_training(lin)
    looked(lin, hu)
    with clockwork.at(clock.now() + timedelta(days=31)) as hands:
        correction = filed(lin, line)
        asked(correction)
        decide(BAI, correction, UPHOLD)
        hands.move(timedelta(minutes=1))

    assert reads.told(hu) == []


def test_nobody_is_told_of_what_was_dismissed(lin: Actor, hu: Actor) -> None:
    line = a_training(lin)
    looked(lin, hu)
    correction = filed(lin, line)
    asked(correction)

    decide(BAI, correction, DISMISS)

    assert reads.told(hu) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (None, NoRemedy),
        ({}, NoRemedy),
        (makers_facts.TRAINING, SameAsBefore),
        (makers_facts.TRAINING | {"hours": 99999}, UnfitFact),
        (makers_facts.TRAINING | {"about": "<b>"}, UnfitFact),
    ],
)
def test_upheld_needs_a_right_content(
    lin: Actor, content: dict[str, Any] | None, refusal: type[Exception]
) -> None:
    correction = a_correction(lin)
    decision = Decision(Finding.UPHELD, WHY, "", remedy=Remedy.CHANGED, content=content)

    with pytest.raises(refusal):
        decide(BAI, correction, decision)

    assert row_of(correction).state == State.AT_DESK
    assert makers_facts.the(lin, kinds.TRAINING).version == 1


def test_a_firm_loses_appeals_and_wins(outside: makers.Outside) -> None:
    owner, code, line = makers_corrections.a_penalised_firm()
    officers = [an_officer(name, region="110000") for name in ("Bai", "Cen")]
    correction = filed(owner, line)
    asked(correction)
    assert decide(officers[0], correction, DISMISS) is State.DISMISSED
    assert firms.record(code=code).penalties[0].disputed_at is None
    corrections.appeal(owner, correction_id=correction, words="法院已撤销该处罚。")
    assert firms.record(code=code).penalties[0].disputed_at is not None
    assert code in _penalised()

    assert decide(officers[1], correction, STRIKE) is State.APPEAL_UPHELD

    assert firms.record(code=code).penalties == []
    assert code not in _penalised()


def _penalised() -> set[str]:
    return {row.code for row in finding.find(Wanted(standing=Standing.PENALISED)).firms}


def test_a_firms_fact_is_changed_field_by_field(outside: makers.Outside) -> None:
    owner, code, _ = makers_corrections.a_penalised_firm()
    known = firms.record(code=code).registrations[0]
    correction = filed(owner, known.line)
    asked(correction)
    officer = an_officer("Bai", region="110000")
    content = {"name": "北京样例阳光家政有限公司", "status": "open", "capital": "domestic"}
    content |= {"region": "110105", "address": "北京市朝阳区样例路 2 号"}

    with pytest.raises(NoRemedy):
        decide(
            officer,
            correction,
            Decision(Finding.UPHELD, WHY, "", remedy=Remedy.CHANGED, content={"name": "甲"}),
        )
    decide(
        officer,
        correction,
        Decision(Finding.UPHELD, WHY, "", remedy=Remedy.CHANGED, content=content),
    )

    record = firms.record(code=code)
    assert record.registrations[0].said.address == "北京市朝阳区样例路 2 号"
    assert record.name == "北京样例阳光家政有限公司"


def test_what_is_said_is_sealed(lin: Actor) -> None:
    decide(CEN, a_correction(lin), UPHOLD)

    row = row_of(reads.own(lin)[0].id)
    raw = type(row).objects.values_list("words", flat=True).get().raw
    assert makers_corrections.WORDS.encode() not in raw
    assert len(raw) > held_keys.SHORTEST
