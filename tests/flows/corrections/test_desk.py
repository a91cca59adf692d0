"""The desk: of its officers and their region, one person at a time, never decided twice."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import (
    CorrectionMoved,
    FactMoved,
    MayNotDecide,
    MoreTimeTaken,
    NotYours,
    TakenByOther,
)
from jiaxin.flows.corrections.models import Ruling
from jiaxin.flows.corrections.rules import State
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import services as rights
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import Urgency
from jiaxin.ground import clock
from jiaxin.ground.calendar import add_working_days
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers, makers_corrections, makers_facts, makers_rights
from tests.evidence import at_once, last_line, refused
from tests.makers_corrections import (
    BAI,
    CEN,
    DISMISS,
    DOU,
    UPHOLD,
    a_correction,
    a_training,
    an_officer,
    decide,
    row_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction(lin: Actor) -> UUID:
    return a_correction(lin)


def test_the_list_says_nothing_of_whose_it_is(correction: UUID, lin: Actor) -> None:
    [row] = reads.queue(BAI)

    assert (row.id, row.state, row.kind, row.urgency) == (
        correction,
        State.AT_DESK,
        kinds.TRAINING,
        Urgency.FINE,
    )
    assert str(lin.person) not in repr(row)


@pytest.mark.parametrize(
    "officer",
    [
        an_officer("far", region="110000"),
        an_officer("none", region=""),
        an_officer("health", role=Role.HEALTH_OFFICER),
    ],
)
def test_another_region_or_desk_has_nothing_of_it(officer: Actor, correction: UUID) -> None:
    assert reads.queue(officer) == []
    with pytest.raises(NotFound):
        corrections.take(officer, correction_id=correction)


@pytest.mark.parametrize("region", ["000000", "330000", "330100", "330106"])
def test_the_region_and_all_above_it_reach_it(region: str, correction: UUID) -> None:
    assert [row.id for row in reads.queue(an_officer("x", region=region))] == [correction]


def test_an_examination_lies_at_the_health_desk(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    line = makers_facts.arrives(
        lin,
        kinds.EXAM,
        source=makers_facts.HOSPITAL,
        came=Came.BATCH,
        signed_by=makers_facts.HOSPITAL,
    ).line
    exam = makers_corrections.filed(lin, line)
    makers_corrections.asked(exam)

    assert reads.queue(BAI) == []
    assert [row.id for row in reads.queue(an_officer("h", role=Role.HEALTH_OFFICER))] == [exam]


def test_no_other_role_has_an_act_at_the_desk(correction: UUID, lin: Actor, hu: Actor) -> None:
    for somebody in (lin, hu, Actor(role=Role.REVIEWER, id=BAI.id, sign_in=BAI.sign_in)):
        with pytest.raises(NotAllowed):
            corrections.take(somebody, correction_id=correction)


def test_it_opens_to_whoever_took_it_and_shows_the_disputed_fact_only(
    correction: UUID, lin: Actor
) -> None:
    a_training(lin, course="另一门课")
    with pytest.raises(NotYours):
        corrections.open_file(BAI, correction_id=correction)
    corrections.take(BAI, correction_id=correction)
    with pytest.raises(TakenByOther):
        corrections.take(CEN, correction_id=correction)

    file = corrections.open_file(BAI, correction_id=correction)

    assert file.item.content == makers_facts.TRAINING
    assert (file.name, file.number, file.has_changed) == ("林秀英", "330106********0023", False)
    with pytest.raises(NotYours):
        corrections.open_file(CEN, correction_id=correction)


def test_each_opening_is_on_the_trail_and_on_her_page(correction: UUID, lin: Actor) -> None:
    corrections.take(BAI, correction_id=correction)
    for _ in range(2):
        corrections.open_file(BAI, correction_id=correction)

    line = last_line(Action.CORRECTION_OPEN)
    assert (line.subject, line.proof) == (lin.person, f"correction:{correction}")
    assert [look.loads for look in reads.officer_looks(lin)] == [2]


def test_the_second_decision_comes_too_late(correction: UUID) -> None:
    decide(BAI, correction, DISMISS)

    with pytest.raises(CorrectionMoved):
        corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        )
    with pytest.raises(MayNotDecide):
        corrections.take(CEN, correction_id=correction)
    assert Ruling.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_decide_once(correction: UUID) -> None:
    results = at_once(
        lambda: decide(BAI, correction, DISMISS), lambda: decide(CEN, correction, DISMISS)
    )

    assert [result for result in results if isinstance(result, State)] == [State.DISMISSED]
    assert len(refused(results)) == 1
    assert Ruling.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_she_takes_it_back_while_it_is_decided(correction: UUID, lin: Actor) -> None:
    corrections.take(BAI, correction_id=correction)
    results = at_once(
        lambda: corrections.withdraw(lin, correction_id=correction),
        lambda: corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        ),
    )

    assert len(refused(results)) == 1
    state = State(row_of(correction).state)
    assert (state is State.UPHELD) == (Ruling.objects.count() == 1)
    assert makers_facts.the(lin, kinds.TRAINING).version == (2 if state is State.UPHELD else 1)


def test_an_appeal_goes_to_another_person(correction: UUID, lin: Actor) -> None:
    decide(BAI, correction, DISMISS)
    corrections.appeal(lin, correction_id=correction, words="请再看签到表。")

    with pytest.raises(MayNotDecide):
        corrections.take(BAI, correction_id=correction)

    assert decide(CEN, correction, UPHOLD) is State.APPEAL_UPHELD


def test_the_database_lets_no_one_decide_twice(correction: UUID, lin: Actor) -> None:
    decide(BAI, correction, DISMISS)
    corrections.appeal(lin, correction_id=correction, words="请再看签到表。")
    ruling = Ruling.objects.get()
    ruling.id, ruling.instance, ruling.words = UUID(int=4), "appeal", "同一个人。"

    with pytest.raises(Error, match="another person decides"), transaction.atomic():
        ruling.save(force_insert=True)
    with (
        pytest.raises(Error, match="nobody has decided so"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE corrections_correction SET state = 'appeal_upheld', ended_at = now()"
        )
    with (
        pytest.raises(Error, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE corrections_ruling SET finding = 'upheld'")


def test_a_fact_that_changes_under_the_officers_eyes_is_read_again(
    correction: UUID, lin: Actor
) -> None:
    corrections.take(BAI, correction_id=correction)
    a_training(lin, hours=90)

    with pytest.raises(FactMoved):
        corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        )

    assert corrections.open_file(BAI, correction_id=correction).has_changed
    assert decide(BAI, correction, UPHOLD) is State.UPHELD


def test_more_time_is_taken_once_with_a_reason(correction: UUID, lin: Actor) -> None:
    before = row_of(correction).due_on
    corrections.take(BAI, correction_id=correction)
    with pytest.raises(WordsMissing):
        corrections.take_more_time(BAI, correction_id=correction, words=" ")

    corrections.take_more_time(BAI, correction_id=correction, words="学校放假。")

    [mine] = reads.own(lin)
    assert mine.due_on > before
    assert mine.more_why == "学校放假。"
    with pytest.raises(MoreTimeTaken):
        corrections.take_more_time(BAI, correction_id=correction, words="再等等。")


def test_left_lying_it_goes_to_a_colleague(correction: UUID) -> None:
    corrections.take(BAI, correction_id=correction)

    with clockwork.at(clock.now() + timedelta(days=6)):
        corrections.take(DOU, correction_id=correction)
        with pytest.raises(NotYours):
            corrections.open_file(BAI, correction_id=correction)


def test_handed_back_it_is_anybodys(correction: UUID) -> None:
    corrections.take(BAI, correction_id=correction)
    corrections.hand_back(BAI, correction_id=correction)

    corrections.take(CEN, correction_id=correction)


def test_nothing_is_decided_of_what_was_withdrawn(correction: UUID, lin: Actor) -> None:
    corrections.take(BAI, correction_id=correction)
    corrections.open_file(BAI, correction_id=correction)
    corrections.withdraw(lin, correction_id=correction)

    with pytest.raises(CorrectionMoved):
        corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        )


def test_nothing_is_decided_of_a_record_that_is_deleted(correction: UUID, lin: Actor) -> None:
    corrections.take(BAI, correction_id=correction)
    makers_rights.a_deletion(lin)
    makers_rights.rest()
    again = makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
    rights.delete_now(lin, presence_id=again)

    with pytest.raises(NotFound):
        corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        )
    assert reads.queue(BAI) == []


def test_her_kin_may_have_it_closed(correction: UUID, lin: Actor) -> None:
    corrections.take(BAI, correction_id=correction)
    corrections.open_file(BAI, correction_id=correction)

    corrections.close(BAI, correction_id=correction, words="本人去世，其女持户口簿申请。")

    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None
    assert reads.own(lin)[0].state is State.CLOSED
    with pytest.raises(CorrectionMoved):
        corrections.decide(
            BAI, correction_id=correction, seen=State.AT_DESK, version=1, decision=UPHOLD
        )


def test_what_is_late_is_handed_up_and_stands_first(lin: Actor) -> None:
    correction = a_correction(lin)
    city, province = (an_officer(region, region=region) for region in ("330100", "330000"))
    with clockwork.at(clock.now()) as hands:
        for officer in (city, province):
            [row] = reads.queue(officer)
            assert (row.handed_to, row.is_handed_to_me) == ("", False)

        hands.move_to(clock.start_of(row_of(correction).due_on + timedelta(days=1)))
        assert [one.is_handed_to_me for one in reads.queue(city)] == [True]
        assert [one.is_handed_to_me for one in reads.queue(province)] == [False]

        hands.move_to(clock.start_of(add_working_days(row_of(correction).due_on, 4)))
        [row] = reads.queue(province)
        assert row.is_handed_to_me
        assert row.may_be_taken
        assert decide(province, correction, UPHOLD) is State.UPHELD
