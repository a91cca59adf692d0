"""Her own cases are hers; the desk's list tells nothing of a person."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Bar, Says, State, Urgency
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests.makers_vetting import TAN, WEI, a_case, a_reviewer, decide, opine

pytestmark = pytest.mark.django_db


def test_a_case_is_its_workers_own(lin: Actor, outside: makers.Outside) -> None:
    a_case(lin, outside)
    outside.police.background = type(outside.police.background)("none_found")
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))

    assert len(reads.own(lin)) == 1
    assert reads.own(mei) == []
    assert reads.own_newest(mei) is None
    assert reads.own_notice(mei) is None
    assert reads.desk_looks(mei) == []


def test_the_list_says_where_a_case_stands_and_of_whom_it_says_nothing(
    lin: Actor, outside: makers.Outside
) -> None:
    case = a_case(lin, outside)

    [row] = reads.queue(TAN)

    assert (row.id, row.state, row.urgency, row.bar) == (case, State.OPENED, Urgency.FINE, None)
    assert row.may_be_taken
    assert lin.person not in asdict(row).values()


def test_the_list_says_who_must_be_another(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    opine(TAN, case, Says.NONE_FOUND)

    [mine], [others] = reads.queue(TAN), reads.queue(WEI)

    assert (mine.bar, others.bar) == (Bar.HAS_SPOKEN, None)
    assert not mine.may_be_taken


def test_what_is_late_is_marked_and_what_ended_is_history(
    lin: Actor, outside: makers.Outside
) -> None:
    case = a_case(lin, outside)
    with clockwork.at(clock.now() + timedelta(days=14)):
        [row] = reads.queue(TAN)
        assert row.urgency is Urgency.LATE
        assert row.days_left < 0
        assert row.is_heard
    decide(lin, case, Says.NONE_FOUND)

    assert reads.queue(TAN) == []
    assert [row.id for row in reads.ended(TAN)] == [case]


def test_a_case_of_another_region_is_not_found(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    elsewhere = a_reviewer("far", region="110000")

    for ask in (reads.listed, reads.worker_of):
        with pytest.raises(NotFound):
            ask(elsewhere, case_id=case)


def test_what_a_message_says_depends_on_what_she_did(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    told = reads.told(lin.person, case)
    assert told is not None
    assert (told.state, told.has_spoken, told.is_done) == (State.OPENED, False, False)

    with clockwork.at(clock.now() + timedelta(minutes=1)):
        vetting.say(lin, words="那不是我。")
        vetting.be_done(lin)

    told = reads.told(lin.person, case)
    assert told is not None
    assert (told.has_spoken, told.is_done) == (True, True)
