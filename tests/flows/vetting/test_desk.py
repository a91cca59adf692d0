"""The desk: only a reviewer who holds a case opens it, and nothing is decided twice."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.errors import (
    CaseMoved,
    GroundDoesNotFit,
    MayNotSit,
    MoreTimeTaken,
    NotYourCase,
    NotYourTurn,
    Paused,
    TakenByOther,
)
from jiaxin.flows.vetting.models import Opinion
from jiaxin.flows.vetting.rules import Ground, Paper, Says, State, WhyBack
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import HOLDS, Role
from tests import clockwork, makers
from tests.evidence import at_once, last_line, lines, refused
from tests.makers_vetting import TAN, WEI, XUE, ZOU, a_case, a_reviewer, case_of, opine

pytestmark = pytest.mark.django_db

DESK = {Action.VETTING_TAKE, Action.VETTING_OPEN, Action.VETTING_OPINE}
OTHERS = sorted(set(Role) - {Role.REVIEWER})


@pytest.fixture
def case(lin: Actor, outside: makers.Outside) -> UUID:
    return a_case(lin, outside)


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_has_an_act_at_the_desk(role: Role, case: UUID) -> None:
    somebody = Actor(role=role, id=TAN.id, sign_in=TAN.sign_in)

    assert not HOLDS[role] & DESK
    for act in (vetting.take, vetting.open_file):
        with pytest.raises(NotAllowed):
            act(somebody, case_id=case)


def test_a_case_opens_to_whoever_took_it_and_to_nobody_else(case: UUID, lin: Actor) -> None:
    with pytest.raises(NotYourCase):
        vetting.open_file(TAN, case_id=case)
    vetting.take(TAN, case_id=case)

    file = vetting.open_file(TAN, case_id=case)

    assert (file.name, file.masked_number) == (makers.NAME, "330106********0023")
    assert file.answer.content == {"word": "being_verified"}
    assert file.answer.window_from is not None
    with pytest.raises(NotYourCase):
        vetting.open_file(WEI, case_id=case)


def test_each_opening_is_on_the_trail_and_on_her_page(case: UUID, lin: Actor) -> None:
    vetting.take(TAN, case_id=case)
    for _ in range(2):
        vetting.open_file(TAN, case_id=case)

    line = last_line(Action.VETTING_OPEN)
    assert (line.subject, line.proof, line.actor) == (
        lin.person,
        f"vetting:{case}",
        str(TAN.person),
    )
    [look] = reads.desk_looks(lin)
    assert (look.case_id, look.loads) == (case, 2)
    with clockwork.at(clock.now() + timedelta(minutes=11)):
        vetting.open_file(TAN, case_id=case)
    assert len(reads.desk_looks(lin)) == 2


def test_a_refused_opening_leaves_its_line_too(case: UUID) -> None:
    with pytest.raises(NotYourCase):
        vetting.open_file(WEI, case_id=case)

    assert [line.outcome for line in lines(Action.VETTING_OPEN)] == ["vetting.not_yours"]


def test_what_she_attached_opens_with_the_case_only(case: UUID, lin: Actor) -> None:
    exhibit = vetting.attach(lin, paper=Paper.PHOTO, pages=[b"\xff\xd8\xff"])
    vetting.take(TAN, case_id=case)

    assert vetting.open_page(TAN, case_id=case, exhibit_id=exhibit, number=1) == b"\xff\xd8\xff"
    with pytest.raises(NotYourCase):
        vetting.open_page(WEI, case_id=case, exhibit_id=exhibit, number=1)


def test_once_she_spoke_a_reviewer_opens_it_no_more(case: UUID) -> None:
    opine(TAN, case, Says.NONE_FOUND)

    with pytest.raises(NotYourCase):
        vetting.open_file(TAN, case_id=case)


def test_a_case_that_is_held_is_not_taken_by_another_until_it_lies(case: UUID) -> None:
    vetting.take(TAN, case_id=case)
    vetting.take(TAN, case_id=case)

    with pytest.raises(TakenByOther):
        vetting.take(WEI, case_id=case)
    with clockwork.at(clock.now() + timedelta(days=6)):
        vetting.take(WEI, case_id=case)
        assert reads.listed(WEI, case_id=case).is_mine


def test_a_reviewer_sees_her_region_and_no_other(case: UUID) -> None:
    here, county, elsewhere = (
        a_reviewer(name, region=region)
        for name, region in (("A", "330000"), ("B", "330106"), ("C", "110000"))
    )

    assert [[one.id for one in reads.queue(viewer)] for viewer in (TAN, here, county)] == [
        [case]
    ] * 3
    assert reads.queue(elsewhere) == []
    with pytest.raises(NotFound):
        vetting.take(elsewhere, case_id=case)


def test_whoever_is_near_to_her_hands_it_back_for_good(case: UUID) -> None:
    vetting.take(TAN, case_id=case)
    vetting.hand_back(TAN, case_id=case, why=WhyBack.RELATED)

    with pytest.raises(MayNotSit):
        vetting.take(TAN, case_id=case)
    vetting.take(WEI, case_id=case)
    vetting.hand_back(WEI, case_id=case, why=WhyBack.AWAY)
    vetting.take(WEI, case_id=case)


def test_the_same_person_is_not_the_second(case: UUID) -> None:
    opine(TAN, case, Says.NONE_FOUND)

    with pytest.raises(MayNotSit) as no:
        vetting.take(TAN, case_id=case)

    assert "另一人" in no.value.says.zh


def test_a_ground_must_fit_what_is_said(case: UUID) -> None:
    vetting.take(TAN, case_id=case)

    with pytest.raises(GroundDoesNotFit):
        vetting.give_opinion(
            TAN,
            case_id=case,
            seen=State.OPENED,
            says=Says.NONE_FOUND,
            ground=Ground.CONFIRMED,
            words="……",
        )
    with pytest.raises(NotYourTurn):
        opine(TAN, case, Says.SENT_BACK)

    assert Opinion.objects.count() == 0


def test_a_page_that_is_old_decides_nothing(case: UUID) -> None:
    opine(TAN, case, Says.NONE_FOUND)
    vetting.take(WEI, case_id=case)

    with pytest.raises(CaseMoved):
        vetting.give_opinion(
            WEI,
            case_id=case,
            seen=State.OPENED,
            says=Says.NONE_FOUND,
            ground=Ground.ANOTHER_PERSON,
            words="同意。",
        )


def test_sent_back_it_is_looked_at_once_more_with_the_question(case: UUID, lin: Actor) -> None:
    vetting.be_done(lin)
    opine(TAN, case, Says.NOT_ISSUED)
    assert opine(WEI, case, Says.SENT_BACK, words="请再问来源：号码是否完全一致？") is State.OPENED

    vetting.take(TAN, case_id=case)
    file = vetting.open_file(TAN, case_id=case)

    assert [one.says for one in file.opinions] == [Says.NOT_ISSUED, Says.SENT_BACK]
    opine(TAN, case, Says.NONE_FOUND)
    with pytest.raises(NotYourTurn):
        opine(WEI, case, Says.SENT_BACK)
    assert opine(WEI, case, Says.NONE_FOUND) is State.CLEARED


def test_where_two_differ_a_third_person_decides(case: UUID, lin: Actor) -> None:
    vetting.be_done(lin)
    opine(TAN, case, Says.NOT_ISSUED)
    assert opine(WEI, case, Says.NONE_FOUND) is State.DIFFERED

    for before in (TAN, WEI):
        with pytest.raises(MayNotSit):
            vetting.take(before, case_id=case)
    assert opine(XUE, case, Says.NONE_FOUND) is State.CLEARED


def test_more_time_is_taken_once_and_she_reads_why(case: UUID, lin: Actor) -> None:
    due = case_of(lin).due_on
    vetting.take(TAN, case_id=case)

    vetting.take_more_time(TAN, case_id=case, words="等来源的书面答复。")

    mine = reads.own_newest(lin)
    assert mine is not None
    assert mine.due_on > due
    assert mine.more_why == "等来源的书面答复。"
    with pytest.raises(MoreTimeTaken):
        vetting.take_more_time(TAN, case_id=case, words="还要等。")


def test_while_her_consent_has_ended_a_case_rests(case: UUID, lin: Actor) -> None:
    vetting.take(TAN, case_id=case)

    with clockwork.at(clock.now() + timedelta(days=31)):
        with pytest.raises(Paused):
            vetting.open_file(TAN, case_id=case)
        vetting.hand_back(TAN, case_id=case, why=WhyBack.AWAY)
        with pytest.raises(Paused):
            vetting.take(TAN, case_id=case)


def test_whoever_opens_very_many_is_stopped(case: UUID) -> None:
    vetting.take(TAN, case_id=case)
    for _ in range(60):
        vetting.open_file(TAN, case_id=case)

    with pytest.raises(TooManyTries):
        vetting.open_file(TAN, case_id=case)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)

    ended = at_once(*[lambda who=who: vetting.take(who, case_id=case) for who in (TAN, WEI, XUE)])

    assert refused(ended) == [TakenByOther] * 2


@pytest.mark.django_db(transaction=True)
def test_an_opinion_sent_twice_at_once_is_one(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    opine(ZOU, case, Says.NONE_FOUND)
    vetting.take(TAN, case_id=case)

    def say() -> State:
        return vetting.give_opinion(
            TAN,
            case_id=case,
            seen=State.PROPOSED,
            says=Says.NONE_FOUND,
            ground=Ground.ANOTHER_PERSON,
            words="核对过了。",
        )

    ended = at_once(say, say, say)

    assert len(refused(ended)) == 2
    assert case_of(lin).state == State.CLEARED
    assert Opinion.objects.filter(case_id=case, reviewer=TAN.person).count() == 1
