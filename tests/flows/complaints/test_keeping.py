"""Time, holds, and the end of a record or an account."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from jiaxin.flows.complaints import reads, tasks
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.models import Complaint, Evidence, EvidencePage, Outcome, Statement
from jiaxin.flows.complaints.rules import Matter, State
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import errands as rights_errands
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests import makers_complaints as make
from tests.makers_corrections import BAI

pytestmark = pytest.mark.django_db


def delete_record(lin: Actor) -> None:
    """She asks for it, and will not wait."""
    for act in (rights.ask_deletion, rights.delete_now):
        check = makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
        act(lin, presence_id=check)


def test_unanswered_it_goes_on_and_undecided_it_is_late(lin: Actor, hu: Actor, qiao: Actor) -> None:
    alone = make.filed(hu, make.by_firm(lin, hu, qiao))
    with clockwork.at(clock.now() + timedelta(days=9)):
        tasks.keep_the_clocks()
        assert make.row_of(alone).state == State.MEDIATING
        assert not reads.own_one(lin, complaint_id=alone).decided
    with clockwork.at(clock.now() + timedelta(days=16)):
        tasks.keep_the_clocks()
        assert make.row_of(alone).state == State.AT_DESK
        assert make.row_of(alone).late_at is None
    with clockwork.at(clock.now() + timedelta(days=40)):
        tasks.keep_the_clocks()
        tasks.keep_the_clocks()
    assert make.row_of(alone).late_at is not None


def test_who_was_silent_may_still_answer_until_it_is_decided(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu)

    with clockwork.at(clock.now() + timedelta(days=9)):
        tasks.keep_the_clocks()
        complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)

    assert make.row_of(complaint).state == State.AT_DESK


def test_three_years_after_its_end_all_of_it_is_gone(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    make.with_a_photo(hu, complaint)
    make.decide(complaint)

    with clockwork.at(clock.now() + timedelta(days=3 * 366)):
        rights_errands.erase_what_ended()

    for model in (Complaint, Statement, Evidence, EvidencePage, Outcome):
        assert not model.objects.exists(), model


def test_what_may_be_a_crime_is_held_whatever_time_and_its_sides_do(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu, matter=Matter.THEFT)
    make.with_a_photo(hu, complaint)
    complaints.withdraw(hu, complaint_id=complaint)
    rights.close_account(hu)
    with clockwork.at(clock.now() + timedelta(days=5 * 366)):
        rights_errands.erase_what_ended()

    assert EvidencePage.objects.get().picture
    assert Statement.objects.get().words
    for table in ("evidence", "evidence_page", "statement"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM complaints_{table}")  # noqa: S608 — named above


def test_she_does_not_escape_by_deleting_her_record(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)

    delete_record(lin)

    assert reads.own_one(hu, complaint_id=complaint).state is State.AT_DESK
    complaints.take(BAI, complaint_id=complaint)
    file = complaints.open_file(BAI, complaint_id=complaint)
    assert file.worker == ""
    assert [one.words for one in file.stands.said] == [make.WORDS, make.ANSWER]


def test_with_whoever_complains_what_waits_is_closed_and_emptied(lin: Actor, hu: Actor) -> None:
    complaint = make.at_desk(lin, hu)
    make.with_a_photo(hu, complaint)

    rights.close_account(hu)

    assert make.row_of(complaint).state == State.CLOSED
    assert [one.side for one in Statement.objects.all()] == [Side.WORKER]
    assert not EvidencePage.objects.exists()
    assert reads.own_one(lin, complaint_id=complaint).state is State.CLOSED


def test_her_own_complaint_ends_with_her_record(lin: Actor, hu: Actor) -> None:
    placement = make.row_of(make.a_complaint(lin, hu)).placement_id
    mine = make.filed(lin, placement, against=Side.FAMILY, matter=Matter.FEES)

    delete_record(lin)

    assert make.row_of(mine).state == State.CLOSED
    assert not Statement.objects.filter(complaint_id=mine).exists()
