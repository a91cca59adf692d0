"""What either side sees of a query, and who looked."""

from datetime import timedelta

import pytest

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import ALL_SECTIONS, Ending, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers

pytestmark = pytest.mark.django_db


def test_what_waits_for_her_says_who_asks_and_for_what(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)

    [waiting] = reads.waiting_for(lin)

    assert (waiting.id, waiting.called, waiting.tail) == (query, "胡女士", "9000")
    assert waiting.asked_sections == tuple(one for one in Section if one in ALL_SECTIONS)


def test_what_lapsed_waits_no_longer(lin: Actor, hu: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        query = makers.a_query(lin, hu)
        hands.move(timedelta(minutes=5))

        assert reads.waiting_for(lin) == []
        assert reads.asked_by(hu, query_id=query).state is State.LAPSED


def test_each_side_sees_its_own_only(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    other_worker = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    other_consumer = makers.a_consumer(phone="13900139001")

    assert reads.waiting_for(other_worker) == []
    assert reads.all_asked_by(other_consumer) == []
    for read, viewer in (
        (reads.put_to, other_worker),
        (reads.put_to, hu),
        (reads.asked_by, other_consumer),
        (reads.asked_by, lin),
        (reads.receipt, other_consumer),
    ):
        with pytest.raises(NotFound):
            read(viewer, query_id=query)


def test_a_consumer_finds_what_she_asked_newest_first(lin: Actor, hu: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        first = makers.a_query(lin, hu)
        queries.decline(lin, query_id=first)
        hands.move(timedelta(minutes=1))
        second = queries.ask_again(hu, query_id=first)

        assert [one.id for one in reads.all_asked_by(hu)] == [second, first]
        assert [one.state for one in reads.all_asked_by(hu)] == [State.ASKED, State.DECLINED]


def test_who_looked_says_who_when_and_what_was_seen(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query, sections=frozenset({Section.IDENTITY}))
    queries.open_report(hu, query_id=query)
    queries.open_report(hu, query_id=query)

    [look] = reads.who_looked(lin)

    assert (look.called, look.tail, look.loads, look.is_open) == ("胡女士", "9000", 2, True)
    assert look.sections == (Section.IDENTITY,)
    assert (look.colour, look.way) == ("green", "pin")
    assert reads.how_many_looked(lin) == 1


def test_a_look_stays_on_her_page_after_it_ended(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    queries.end(hu, query_id=query)

    [look] = reads.who_looked(lin)
    assert not look.is_open


def test_a_request_that_was_not_looked_at_is_no_look(lin: Actor, hu: Actor) -> None:
    makers.approve(lin, makers.a_query(lin, hu))

    assert reads.who_looked(lin) == []


def test_a_receipt_holds_the_light_and_nothing_of_the_record(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    with pytest.raises(NotFound):
        reads.receipt(hu, query_id=query)
    queries.open_report(hu, query_id=query)

    receipt = reads.receipt(hu, query_id=query)

    assert (receipt.colour, receipt.way) == ("green", "pin")
    assert makers.NAME not in repr(receipt)


def test_a_request_ends_by_what_ended_it(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.stop(lin, query_id=query)

    assert reads.asked_by(hu, query_id=query).ending is Ending.WORKER


def test_a_reminder_is_needed_while_no_page_of_hers_has_it(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    assert reads.unnoticed(lin.person, query) is not None

    queries.notice(lin)

    assert reads.unnoticed(lin.person, query) is None
    assert reads.put_to(lin, query_id=query).was_noticed


def test_no_reminder_is_needed_for_what_is_over(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    queries.decline(lin, query_id=query)

    assert reads.unnoticed(lin.person, query) is None


def test_open_looks_are_those_that_pages_may_still_show(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    assert reads.open_looks_of(lin.person) == []

    makers.approve(lin, query)
    assert reads.open_looks_of(lin.person) == [query]

    queries.end(hu, query_id=query)
    assert reads.open_looks_of(lin.person) == []
