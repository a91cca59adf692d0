"""The other side is heard; the firm mediates; settled is only what both agreed to."""

from functools import partial

import pytest

from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.errors import ComplaintMoved, SaidAlready
from jiaxin.flows.complaints.rules import Matter, Sort, State
from jiaxin.flows.placements.rules import Side
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import makers_complaints as make
from tests.evidence import at_once, refused

pytestmark = pytest.mark.django_db

PROPOSAL = "少做的三小时，这个月补上。"


def test_answered_it_goes_to_the_department_where_no_firm_is(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)

    mine = reads.own_one(hu, complaint_id=complaint)
    assert mine.state is State.AT_DESK
    assert [one.sort for one in mine.said] == [Sort.COMPLAINT, Sort.ANSWER]
    with pytest.raises(SaidAlready):
        complaints.answer(lin, complaint_id=complaint, words="还有")


def test_the_firm_mediates_and_both_agree(lin: Actor, hu: Actor, qiao: Actor) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, qiao))
    assert not reads.own_one(qiao, complaint_id=complaint).may_propose
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)
    assert reads.own_one(qiao, complaint_id=complaint).may_propose
    complaints.propose(qiao, complaint_id=complaint, words=PROPOSAL)

    complaints.agree(hu, complaint_id=complaint)
    waiting = reads.own_one(lin, complaint_id=complaint)
    assert (waiting.state, waiting.may_agree) == (State.MEDIATING, True)
    with pytest.raises(ComplaintMoved):
        complaints.agree(hu, complaint_id=complaint)
    complaints.agree(lin, complaint_id=complaint)

    assert reads.own_one(hu, complaint_id=complaint).state is State.SETTLED


def test_one_no_brings_it_to_the_department(lin: Actor, hu: Actor, qiao: Actor) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, qiao))
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)
    with pytest.raises(ComplaintMoved):
        complaints.disagree(hu, complaint_id=complaint)
    complaints.propose(qiao, complaint_id=complaint, words=PROPOSAL)
    with pytest.raises(ComplaintMoved):
        complaints.propose(qiao, complaint_id=complaint, words="再提一个")

    complaints.disagree(lin, complaint_id=complaint)

    assert reads.own_one(hu, complaint_id=complaint).state is State.AT_DESK
    with pytest.raises(ComplaintMoved):
        complaints.agree(hu, complaint_id=complaint)


def test_no_firm_mediates_in_its_own_cause_or_a_crimes(lin: Actor, hu: Actor, qiao: Actor) -> None:
    placement = make.by_firm(lin, hu, qiao)
    own = make.filed(hu, placement, against=Side.FIRM, matter=Matter.FEES)
    complaints.answer(qiao, complaint_id=own, words="按合同收的。")
    theft = make.filed(hu, placement, matter=Matter.THEFT)

    assert make.row_of(own).state == State.AT_DESK
    assert make.row_of(theft).state == State.AT_DESK
    with pytest.raises(NotFound):
        reads.own_one(qiao, complaint_id=theft)
    with pytest.raises(NotFound):
        complaints.propose(qiao, complaint_id=theft, words="私了")
    assert reads.own_one(lin, complaint_id=theft).may_answer


def test_a_side_does_not_speak_for_the_other(lin: Actor, hu: Actor, qiao: Actor) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, qiao))

    with pytest.raises(NotFound):
        complaints.answer(hu, complaint_id=complaint, words="她同意了")
    with pytest.raises(NotFound):
        complaints.answer(qiao, complaint_id=complaint, words="她同意了")
    with pytest.raises(ComplaintMoved):
        complaints.agree(qiao, complaint_id=complaint)


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_have_one_outcome(lin: Actor, hu: Actor, qiao: Actor) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, qiao))
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)
    complaints.propose(qiao, complaint_id=complaint, words=PROPOSAL)

    results = at_once(
        partial(complaints.agree, hu, complaint_id=complaint),
        partial(complaints.disagree, lin, complaint_id=complaint),
    )

    assert make.row_of(complaint).state == State.AT_DESK
    assert refused(results) in ([], [ComplaintMoved])
