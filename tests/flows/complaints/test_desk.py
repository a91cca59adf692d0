"""The department's desk: in its region, by one person, after both were heard, once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import Error, connection, transaction

from jiaxin.facts.records.models import Fact
from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.errors import (
    ComplaintMoved,
    MayNotDecide,
    MoreTimeTaken,
    NobodyThere,
    NoHold,
    NotPassedOn,
    NotYours,
    TakenByOther,
)
from jiaxin.flows.complaints.models import Outcome
from jiaxin.flows.complaints.rules import Finding, Matter, Sort, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from tests import clockwork, makers, makers_staff
from tests import makers_complaints as make
from tests.evidence import at_once, jobs_named, last_line, refused
from tests.makers_corrections import BAI, CEN, an_officer

pytestmark = pytest.mark.django_db

AFAR = an_officer("Ding", region="110000")


def test_the_list_says_nothing_of_whose_it_is_and_only_in_its_region(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)

    [row] = reads.queue(BAI)
    assert (row.id, row.may_be_taken, row.is_heard) == (complaint, True, True)
    assert makers.NAME not in str(row)
    assert reads.queue(AFAR) == []
    for act in (complaints.take, complaints.open_file):
        with pytest.raises(NotFound):
            act(AFAR, complaint_id=complaint)
    nurse = an_officer("Nie", role=Role.HEALTH_OFFICER)
    assert reads.queue(nurse) == []
    with pytest.raises(NotAllowed):
        complaints.take(nurse, complaint_id=complaint)


def test_who_took_it_opens_it_and_both_sides_see_that(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    photo = make.with_a_photo(hu, complaint)
    with pytest.raises(NotYours):
        complaints.open_file(BAI, complaint_id=complaint)
    complaints.take(BAI, complaint_id=complaint)
    with pytest.raises(TakenByOther):
        complaints.take(CEN, complaint_id=complaint)

    file = complaints.open_file(BAI, complaint_id=complaint)

    assert (file.worker, file.family, file.tail) == (makers.NAME, "胡女士", "9000")
    assert [one.id for one in file.stands.brought] == [photo]
    assert complaints.open_page(BAI, complaint_id=complaint, evidence_id=photo, number=1)
    for side in (lin, hu):
        assert reads.own_one(side, complaint_id=complaint).opened == 1
    assert last_line(Action.COMPLAINT_OPEN).proof in {"", f"complaint:{complaint}"}


def test_passed_on_to_where_it_happened_with_its_clocks_and_both_read_why(
    lin: Actor, hu: Actor
) -> None:
    complaint = make.at_desk(lin, hu)
    due = make.row_of(complaint).due_on
    complaints.take(BAI, complaint_id=complaint)
    heard = len(jobs_named("tell_of_the_complaint"))

    complaints.pass_on(BAI, complaint_id=complaint, region="110105", words="服务地在北京朝阳。")

    assert reads.queue(BAI) == []
    [there] = reads.queue(AFAR)
    assert (there.id, there.due_on, there.may_be_taken) == (complaint, due, True)
    for side in (lin, hu):
        said = reads.own_one(side, complaint_id=complaint).words_of(Sort.PASSED_ON)
        assert said is not None
        assert said.words == "服务地在北京朝阳。"
    assert len(jobs_named("tell_of_the_complaint")) == heard + 2
    with pytest.raises(NotFound):
        complaints.decide(BAI, complaint_id=complaint, finding=Finding.PARTLY, words=make.WHY)
    assert make.decide(complaint, officer=AFAR) is State.PARTLY


def test_it_goes_nowhere_unknown_nor_here_nor_to_and_fro(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    for region in ("999999", make.HANGZHOU):
        with pytest.raises(NotPassedOn):
            complaints.pass_on(BAI, complaint_id=complaint, region=region, words="不在这里。")

    complaints.pass_on(BAI, complaint_id=complaint, region="110105", words="在北京。")
    complaints.take(AFAR, complaint_id=complaint)
    with pytest.raises(NotPassedOn):
        complaints.pass_on(AFAR, complaint_id=complaint, region="330106", words="退回。")


def test_only_who_has_it_passes_it_on(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(CEN, complaint_id=complaint)

    with pytest.raises(NotYours):
        complaints.pass_on(BAI, complaint_id=complaint, region="110105", words="在北京。")


@pytest.mark.django_db(transaction=True)
def test_passed_on_and_decided_at_once_it_is_one_of_them(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    which = {"complaint_id": complaint}

    ended = at_once(
        partial(complaints.pass_on, BAI, region="110105", words="在北京。", **which),
        partial(complaints.decide, BAI, finding=Finding.PARTLY, words=make.WHY, **which),
    )

    assert len(refused(ended)) == 1
    decided = Outcome.objects.filter(complaint_id=complaint).exists()
    assert decided is (make.row_of(complaint).region == make.HANGZHOU)


def test_decided_once_both_read_it_and_nothing_of_it_is_in_her_record(
    lin: Actor, hu: Actor
) -> None:
    complaint = make.at_desk(lin, hu)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Fact._meta.db_table}")  # noqa: S608 — our table
        before = cursor.fetchone()

    assert make.decide(complaint) is State.PARTLY

    for side in (lin, hu):
        decided = reads.own_one(side, complaint_id=complaint).decided
        assert decided is not None
        assert (decided.finding, decided.words) == (Finding.PARTLY, make.WHY)
    with pytest.raises(ComplaintMoved):
        complaints.decide(BAI, complaint_id=complaint, finding=Finding.UPHELD, words="再来")
    with pytest.raises(ComplaintMoved):
        complaints.open_file(BAI, complaint_id=complaint)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Fact._meta.db_table}")  # noqa: S608 — our table
        assert cursor.fetchone() == before


def test_nothing_is_decided_before_the_other_side_was_heard(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu, matter=Matter.THEFT)
    with pytest.raises(MayNotDecide):
        make.decide(complaint)

    with clockwork.at(clock.now() + timedelta(days=9)):
        assert make.decide(complaint, Finding.DISMISSED) is State.DISMISSED


def test_whoever_is_near_to_one_of_them_steps_back_for_good(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    complaints.step_back(BAI, complaint_id=complaint)

    with pytest.raises(MayNotDecide):
        complaints.take(BAI, complaint_id=complaint)
    assert not reads.listed(BAI, complaint_id=complaint).may_be_taken
    assert make.decide(complaint, officer=CEN) is State.PARTLY
    with pytest.raises(Error), transaction.atomic():
        Outcome.objects.create(
            complaint_id=complaint, officer=BAI.person, finding="upheld", words="x", at=clock.now()
        )


def test_handed_back_or_left_lying_others_may_take_it(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    complaints.hand_back(BAI, complaint_id=complaint)
    complaints.take(CEN, complaint_id=complaint)

    with clockwork.at(clock.now() + timedelta(days=7)):
        complaints.take(BAI, complaint_id=complaint)


def test_it_is_given_to_a_colleague_in_charge_of_the_region(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    with pytest.raises(NobodyThere):
        complaints.assign(BAI, complaint_id=complaint, to=new_id())
    colleague = makers_staff.an_officer(region="330100")

    complaints.assign(BAI, complaint_id=complaint, to=colleague.person)

    assert reads.listed(BAI, complaint_id=complaint).is_taken
    assert complaints.open_file(colleague, complaint_id=complaint).worker == makers.NAME


def test_more_time_is_taken_once_with_a_reason_that_both_read(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    before = make.row_of(complaint).due_on

    complaints.take_more_time(BAI, complaint_id=complaint, words="等物业的记录。")

    assert make.row_of(complaint).due_on > before
    assert "等物业的记录。" in [
        one.words for one in reads.own_one(lin, complaint_id=complaint).said
    ]
    with pytest.raises(MoreTimeTaken):
        complaints.take_more_time(BAI, complaint_id=complaint, words="还要等。")


def test_kin_of_the_dead_may_have_it_closed(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)

    complaints.close(BAI, complaint_id=complaint, words="死亡证明和亲属证明已核对。")

    assert reads.own_one(hu, complaint_id=complaint).state is State.CLOSED
    with pytest.raises(ComplaintMoved):
        complaints.decide(BAI, complaint_id=complaint, finding=Finding.UPHELD, words="晚了")


def test_after_it_was_taken_back_nothing_is_decided(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    complaints.take(BAI, complaint_id=complaint)
    complaints.open_file(BAI, complaint_id=complaint)
    complaints.withdraw(hu, complaint_id=complaint)

    with pytest.raises(ComplaintMoved):
        complaints.decide(BAI, complaint_id=complaint, finding=Finding.UPHELD, words="晚了")


def test_a_hold_is_lifted_once_after_the_end(lin: Actor, hu: Actor) -> None:
    plain = make.at_desk(lin, hu)
    with pytest.raises(NoHold):
        complaints.lift_hold(BAI, complaint_id=plain)
    held = make.filed(hu, make.row_of(plain).placement_id, matter=Matter.HARM)
    with pytest.raises(NoHold):
        complaints.lift_hold(BAI, complaint_id=held)
    complaints.withdraw(hu, complaint_id=held)
    assert make.row_of(held).kept_from is None

    complaints.lift_hold(BAI, complaint_id=held)

    assert make.row_of(held).kept_from is not None
    with pytest.raises(NoHold):
        complaints.lift_hold(BAI, complaint_id=held)


@pytest.mark.django_db(transaction=True)
def test_two_officers_and_two_tabs_decide_it_once(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    takes = [partial(complaints.take, who, complaint_id=complaint) for who in (BAI, CEN)]
    assert refused(at_once(*takes)) == [TakenByOther]
    holder = next(who for who in (BAI, CEN) if make.row_of(complaint).taken_by == who.person)
    complaints.open_file(holder, complaint_id=complaint)

    tabs = [
        partial(complaints.decide, holder, complaint_id=complaint, finding=finding, words=make.WHY)
        for finding in (Finding.UPHELD, Finding.DISMISSED)
    ]

    assert refused(at_once(*tabs)) == [ComplaintMoved]
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE complaints_complaint SET state = 'upheld', ended_at = now()",
        "UPDATE complaints_complaint SET state = 'filed'",
        "UPDATE complaints_complaint SET state = 'settled', ended_at = now()",
        "UPDATE complaints_complaint SET against = 'family'",
        "UPDATE complaints_complaint SET kept_from = now()",
    ],
)
def test_the_database_keeps_the_law(lin: Actor, hu: Actor, change: str) -> None:
    make.at_desk(lin, hu)

    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_what_was_decided_is_never_changed(lin: Actor, hu: Actor) -> None:
    make.decide(make.at_desk(lin, hu))

    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_outcome SET finding = 'upheld'")
