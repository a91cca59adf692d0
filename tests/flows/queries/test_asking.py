"""Asking: by whoever scanned, not too often, and not where she does not want it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates.errors import ForgedCode, TicketGone
from jiaxin.flows.certificates.models import Certificate
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import Blocked, NotAskable
from jiaxin.flows.queries.models import Asked, Query
from jiaxin.flows.queries.rules import Reason, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import BadName
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import services as audit
from jiaxin.trust.audit.flag_rules import FlagKind
from jiaxin.trust.audit.models import Flag
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import at_once, jobs, last_line

pytestmark = pytest.mark.django_db


def ask(consumer: Actor, ticket: str, called: str = "胡女士") -> object:
    return queries.ask(consumer, ticket=ticket, called=called, reason=Reason.ELDER)


def test_a_request_is_a_row_a_reminder_and_a_line_that_names_her(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)

    row = Query.objects.get(id=query)
    assert (row.worker_id, row.consumer_id, row.sign_in) == (lin.person, hu.person, hu.sign_in)
    assert (row.state, row.channel, row.reason) == ("asked", "web", "child")
    assert row.lapses_at - row.asked_at == timedelta(minutes=5)
    assert Asked.objects.get(consumer_id=hu.person).query_id == query
    [job] = jobs("remind_of_the_request", lin)
    assert job.args["event"] == {"worker_id": str(lin.person), "query_id": str(query)}
    line = last_line(Action.QUERY_ASK)
    assert (line.outcome, line.subject, line.actor) == ("done", lin.person, str(hu.person))


def test_without_a_live_code_nobody_asks(lin: Actor, hu: Actor) -> None:
    with pytest.raises(ForgedCode):
        ask(hu, "0" * 46)
    with clockwork.at(clock.now()) as hands:
        ticket = makers.a_ticket(lin)
        hands.move(timedelta(minutes=15))
        with pytest.raises(TicketGone):
            ask(hu, ticket)

    assert Query.objects.count() == 0
    assert last_line(Action.QUERY_ASK).outcome == "certificates.ticket_gone"


def test_a_void_certificate_is_not_asked_for(lin: Actor, hu: Actor) -> None:
    ticket = makers.a_ticket(lin)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NotAskable):
        ask(hu, ticket)

    line = last_line(Action.QUERY_ASK)
    assert (line.outcome, line.subject) == ("queries.not_askable", lin.person)


@pytest.mark.parametrize("standing", ["suspended", "revoked"])
def test_a_suspended_or_revoked_certificate_is_not_asked_for(
    lin: Actor, hu: Actor, standing: str
) -> None:
    Certificate.objects.update(standing=standing)

    with pytest.raises(NotAskable):
        ask(hu, makers.a_ticket(lin))


def test_who_asks_must_say_what_to_be_called(lin: Actor, hu: Actor) -> None:
    with pytest.raises(BadName):
        ask(hu, makers.a_ticket(lin), called="13900139000")

    assert Query.objects.count() == 0


def test_a_double_tap_is_one_request(lin: Actor, hu: Actor) -> None:
    assert makers.a_query(lin, hu) == makers.a_query(lin, hu)


def test_a_look_asks_at_least_for_who_she_is(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu, sections=frozenset({Section.BACKGROUND}))

    assert set(reads.put_to(lin, query_id=query).asked_sections) == {
        Section.IDENTITY,
        Section.BACKGROUND,
    }


def test_after_it_lapsed_she_may_be_asked_again_without_scanning(lin: Actor, hu: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        query = makers.a_query(lin, hu)
        assert queries.ask_again(hu, query_id=query) == query
        hands.move(timedelta(minutes=5))

        again = queries.ask_again(hu, query_id=query)

        assert again != query
        assert reads.put_to(lin, query_id=again).state is State.ASKED


def test_nobody_asks_again_by_anothers_request(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)

    for other in (makers.a_consumer(phone="13900139001"), replace(hu, id=new_id())):
        with pytest.raises(NotFound):
            queries.ask_again(other, query_id=query)


def test_a_worker_does_not_ask(lin: Actor) -> None:
    with pytest.raises(NotAllowed):
        ask(lin, makers.a_ticket(lin))


def test_one_worker_is_not_asked_without_end_by_one_consumer(lin: Actor, hu: Actor) -> None:
    for _ in range(12):
        queries.decline(lin, query_id=makers.a_query(lin, hu))

    with pytest.raises(TooManyTries):
        makers.a_query(lin, hu)

    other = makers.a_consumer(phone="13900139001")
    makers.a_query(lin, other)


def test_one_worker_is_not_asked_all_day_by_one_consumer(lin: Actor, hu: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        query = makers.a_query(lin, hu)
        for _ in range(23):
            queries.decline(lin, query_id=query)
            hands.move(timedelta(minutes=30))
            query = queries.ask_again(hu, query_id=query)
        queries.decline(lin, query_id=query)

        with pytest.raises(TooManyTries):
            queries.ask_again(hu, query_id=query)


def test_whom_she_blocked_asks_no_more(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    queries.block(lin, query_id=query)

    assert reads.asked_by(hu, query_id=query).state is State.DECLINED
    with pytest.raises(Blocked):
        queries.ask_again(hu, query_id=query)
    with pytest.raises(Blocked):
        makers.a_query(lin, hu)
    assert reads.waiting_for(lin) == []


def test_blocking_ends_everything_that_consumer_has_of_hers(lin: Actor, hu: Actor) -> None:
    elsewhere = makers.a_consumer()
    opened = makers.a_query(lin, hu)
    makers.approve(lin, opened)
    queries.open_report(hu, query_id=opened)
    waiting = makers.a_query(lin, elsewhere)
    assert elsewhere.person == hu.person

    queries.block(lin, query_id=waiting)

    assert reads.asked_by(hu, query_id=opened).state is State.ENDED
    assert reads.asked_by(hu, query_id=waiting).state is State.DECLINED


def test_blocking_one_consumer_blocks_no_other(lin: Actor, hu: Actor) -> None:
    other = makers.a_consumer(phone="13900139001")
    theirs = makers.a_query(lin, other)

    queries.block(lin, query_id=makers.a_query(lin, hu))

    assert reads.put_to(lin, query_id=theirs).state is State.ASKED


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_at_once_is_one_request(lin: Actor, hu: Actor) -> None:
    ticket = makers.a_ticket(lin)

    results = at_once(*[lambda: ask(hu, ticket)] * 3)

    assert len(set(results)) == 1
    assert Query.objects.count() == 1


def test_a_refused_request_leaves_no_job(lin: Actor, hu: Actor) -> None:
    before = ProcrastinateJob.objects.count()

    with pytest.raises(BadName):
        ask(hu, makers.a_ticket(lin), called="")

    assert ProcrastinateJob.objects.count() == before


def test_whom_she_reports_is_blocked_and_flagged_and_told_nothing(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    queries.report(lin, query_id=query)

    [flag] = Flag.objects.filter(kind=FlagKind.REPORTED)
    assert (flag.actor, flag.role, flag.count, flag.closed_at) == (
        str(hu.person),
        "consumer",
        1,
        None,
    )
    assert flag.began_at == Query.objects.get(id=query).asked_at
    assert reads.asked_by(hu, query_id=query).state is State.DECLINED
    with pytest.raises(Blocked):
        makers.a_query(lin, hu)


def test_the_security_administrator_sees_what_the_reported_one_asked(lin: Actor, hu: Actor) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    query = makers.a_query(lin, hu)
    makers.a_query(other, hu)
    queries.report(lin, query_id=query)
    [flag] = Flag.objects.filter(kind=FlagKind.REPORTED)

    _, lines = audit.see_flag(
        Actor(role=Role.SECURITY_ADMIN, id=new_id(), sign_in=new_id()), flag_id=flag.id
    )

    asked = {line.subject for line in lines if line.action == Action.QUERY_ASK.code}
    assert other.person in asked


def test_a_second_report_of_the_day_opens_the_flag_again(lin: Actor, hu: Actor) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    queries.report(lin, query_id=makers.a_query(lin, hu))
    [flag] = Flag.objects.filter(kind=FlagKind.REPORTED)
    security = Actor(role=Role.SECURITY_ADMIN, id=new_id(), sign_in=new_id())
    audit.close_flag(security, flag_id=flag.id, reason="看过了，没有发现别的")

    queries.report(other, query_id=makers.a_query(other, hu))

    [flag] = Flag.objects.filter(kind=FlagKind.REPORTED)
    assert (flag.count, flag.closed_at, flag.seen_at) == (2, None, None)


def test_only_whom_one_was_asked_by_is_reported(lin: Actor, hu: Actor) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    query = makers.a_query(lin, hu)

    with pytest.raises(NotFound):
        queries.report(other, query_id=query)

    assert not Flag.objects.exists()
