"""Approving and looking: once, by whom she allowed, for as long as she allows it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records.rules import Background, Colour, Section
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import FaceIsAnother, NotShown
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import errands, reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver, NotOpen, NotYours
from jiaxin.flows.queries.models import Look, Query
from jiaxin.flows.queries.reports import Report
from jiaxin.flows.queries.rules import ALL_SECTIONS, Ending, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.ports import FaceOutcome
from tests import clockwork, makers
from tests.evidence import at_once, last_line, refused

pytestmark = pytest.mark.django_db


def shown(worker: Actor, query: UUID) -> UUID:
    return makers.show_presence(worker, use=Use.APPROVE, about_id=query)


def approve(worker: Actor, query: UUID, check: UUID) -> None:
    queries.approve(worker, query_id=query, presence_id=check, sections=ALL_SECTIONS)


def look(consumer: Actor, query: UUID) -> Report:
    return queries.open_report(consumer, query_id=query)


def withdraw(worker: Actor, kind: Kind) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[kind].id)


@pytest.fixture
def query(lin: Actor, hu: Actor) -> UUID:
    """Hu has asked."""
    return makers.a_query(lin, hu)


@pytest.fixture
def approved(lin: Actor, query: UUID) -> UUID:
    """Lin has approved."""
    makers.approve(lin, query)
    return query


def test_the_loop_from_asking_to_who_looked(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)

    report = queries.open_report(hu, query_id=query)

    assert report.light.colour is Colour.GREEN
    assert report.identity.name == makers.NAME
    assert report.background is not None
    assert report.background.word is Background.NONE_FOUND
    [look] = reads.who_looked(lin)
    assert look.called == "胡女士"
    assert look.sections == tuple(one for one in Section if one in ALL_SECTIONS)


def test_approving_leaves_a_line_with_its_proof(lin: Actor, approved: UUID) -> None:
    line = last_line(Action.QUERY_APPROVE)

    assert (line.outcome, line.subject) == ("done", lin.person)
    assert line.proof.startswith("consent:")


def test_approving_needs_a_check_that_it_is_she(lin: Actor, query: UUID) -> None:
    check = presence.begin(lin, use=Use.APPROVE, about_id=query)

    for fake in (check, new_id()):
        with pytest.raises(NotShown):
            approve(lin, query, fake)

    assert reads.put_to(lin, query_id=query).state is State.ASKED
    assert last_line(Action.QUERY_APPROVE).outcome == "presence.not_shown"


def test_a_check_for_one_request_approves_no_other(lin: Actor, hu: Actor, query: UUID) -> None:
    other = makers.a_query(lin, makers.a_consumer(phone="13900139001"))
    check = shown(lin, query)

    with pytest.raises(NotShown):
        approve(lin, other, check)


def test_another_face_approves_nothing(lin: Actor, query: UUID, outside: makers.Outside) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    check = presence.begin(lin, use=Use.APPROVE, about_id=query)

    with pytest.raises(FaceIsAnother):
        errands.approve_by_face(
            lin, query_id=query, presence_id=check, sections=ALL_SECTIONS, frames=[b"1"]
        )

    assert reads.put_to(lin, query_id=query).state is State.ASKED


def test_her_face_approves(lin: Actor, query: UUID) -> None:
    check = presence.begin(lin, use=Use.APPROVE, about_id=query)

    errands.approve_by_face(
        lin, query_id=query, presence_id=check, sections=ALL_SECTIONS, frames=[b"1"]
    )

    assert reads.put_to(lin, query_id=query).state is State.APPROVED


def test_without_the_platforms_consent_nothing_is_approved_and_the_check_is_kept(
    lin: Actor, query: UUID
) -> None:
    check = shown(lin, query)
    withdraw(lin, Kind.PLATFORM)

    with pytest.raises(NoConsentInForce):
        approve(lin, query, check)

    makers.agree(lin, Kind.PLATFORM)
    approve(lin, query, check)


@pytest.mark.parametrize("after", [timedelta(minutes=5), timedelta(hours=3)])
def test_what_lapsed_cannot_be_approved_or_declined(
    lin: Actor, query: UUID, after: timedelta
) -> None:
    asked = Query.objects.get(id=query).asked_at
    with clockwork.at(asked + after):
        with pytest.raises(NotOpen):
            queries.decline(lin, query_id=query)
        with pytest.raises(NotOpen):
            approve(lin, query, new_id())

    assert last_line(Action.QUERY_APPROVE).outcome == "queries.not_open"


def test_what_was_declined_is_not_approved_and_not_seen(lin: Actor, hu: Actor, query: UUID) -> None:
    check = shown(lin, query)
    queries.decline(lin, query_id=query)

    with pytest.raises(NotOpen):
        approve(lin, query, check)
    with pytest.raises(LookOver):
        look(hu, query)


def test_before_she_answers_nothing_is_seen(hu: Actor, query: UUID) -> None:
    with pytest.raises(LookOver):
        look(hu, query)

    assert Look.objects.count() == 0


def test_what_she_unticked_is_not_shown(lin: Actor, hu: Actor, query: UUID) -> None:
    makers.approve(lin, query, sections=frozenset({Section.IDENTITY}))

    report = look(hu, query)

    assert report.background is None
    assert report.identity.name == "林*英"
    assert report.identity.masked_number == "330106********0023"
    assert len(report.fact_ids) == 1


def test_what_was_not_asked_for_is_not_shown_however_she_ticks(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu, sections=frozenset({Section.IDENTITY}))
    makers.approve(lin, query, sections=ALL_SECTIONS)

    report = look(hu, query)

    assert report.background is None
    assert report.identity.name == "林*英"


def test_the_same_sign_in_may_reload_within_ten_minutes(hu: Actor, approved: UUID) -> None:
    with clockwork.at(clock.now()) as hands:
        first = look(hu, approved)
        hands.move(timedelta(minutes=10) - timedelta(seconds=1))
        assert look(hu, approved).ends_at == first.ends_at

        hands.move(timedelta(seconds=1))

        with pytest.raises(LookOver):
            look(hu, approved)
    assert Look.objects.get().loads == 2


def test_an_approval_not_used_within_ten_minutes_is_gone(hu: Actor, approved: UUID) -> None:
    until = Query.objects.get(id=approved).open_until
    assert until is not None
    with clockwork.at(until), pytest.raises(LookOver):
        look(hu, approved)


def test_no_other_sign_in_and_no_other_account_looks(lin: Actor, hu: Actor, approved: UUID) -> None:
    same_person = makers.a_consumer()
    assert same_person.person == hu.person

    with pytest.raises(NotYours):
        look(same_person, approved)
    with pytest.raises(NotFound):
        look(makers.a_consumer(phone="13900139001"), approved)
    with pytest.raises(NotAllowed):
        look(lin, approved)
    with pytest.raises(NotAllowed):
        look(Actor.visitor(), approved)

    assert Look.objects.count() == 0


def test_a_look_is_on_record_with_the_versions_that_were_seen(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    report = look(hu, approved)

    row = Look.objects.get(query_id=approved)
    assert row.viewer_id == hu.person
    assert row.shown["facts"] == sorted(str(fact) for fact in report.fact_ids)
    line = last_line(Action.QUERY_OPEN)
    assert (line.outcome, line.subject, line.proof) == (
        "done",
        lin.person,
        f"query:{approved}",
    )


@pytest.mark.parametrize("ender", ["hu", "lin"])
def test_once_ended_it_stays_ended(lin: Actor, hu: Actor, approved: UUID, ender: str) -> None:
    look(hu, approved)
    if ender == "hu":
        queries.end(hu, query_id=approved)
    else:
        queries.stop(lin, query_id=approved)

    with pytest.raises(LookOver):
        look(hu, approved)
    with pytest.raises(NotOpen):
        queries.end(hu, query_id=approved)
    with pytest.raises(NotOpen):
        queries.stop(lin, query_id=approved)


def test_taking_the_platforms_consent_back_ends_the_look_at_once(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    look(hu, approved)
    withdraw(lin, Kind.PLATFORM)

    with pytest.raises(LookOver):
        look(hu, approved)


def test_a_look_that_ended_with_a_consent_does_not_come_back_with_a_new_one(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    look(hu, approved)
    withdraw(lin, Kind.PLATFORM)
    makers.agree(lin, Kind.PLATFORM, Kind.BACKGROUND)

    with pytest.raises(LookOver):
        look(hu, approved)
    assert reads.asked_by(hu, query_id=approved).state is State.ENDED


def test_the_background_leaves_an_open_look_with_its_consent(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    assert look(hu, approved).background is not None
    withdraw(lin, Kind.BACKGROUND)

    for again in (False, True):
        if again:
            makers.agree(lin, Kind.BACKGROUND)
        report = look(hu, approved)
        assert report.background is not None
        assert report.background.word is Background.NOT_CHECKED
        assert report.background.checked_at is None
        assert len(report.fact_ids) == 1


def test_a_look_ends_with_the_consent_it_stands_on(outside: makers.Outside) -> None:
    with clockwork.at(clock.now()) as hands:
        lin = makers.a_worker()
        ends = consents.in_force(lin.person)[Kind.PLATFORM].ends_at
        hands.move_to(ends - timedelta(minutes=3))
        hu = makers.a_consumer()
        query = makers.a_query(lin, hu)
        makers.approve(lin, query)

        assert look(hu, query).ends_at == ends

        hands.move_to(ends)
        with pytest.raises(LookOver):
            look(hu, query)


def test_a_report_does_not_show_itself_in_a_log(hu: Actor, approved: UUID) -> None:
    assert makers.NAME not in repr(look(hu, approved))


def test_noticing_is_hers_only(lin: Actor, hu: Actor, query: UUID) -> None:
    with pytest.raises(NotAllowed):
        queries.notice(hu)
    queries.notice(makers.a_worker(phone="13800138002", number=makers.a_number(order=4)))

    assert not reads.put_to(lin, query_id=query).was_noticed


def test_nobody_answers_anothers_request(lin: Actor, hu: Actor, query: UUID) -> None:
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))

    for verb in (queries.decline, queries.block, queries.stop):
        with pytest.raises(NotFound):
            verb(mei, query_id=query)
    with pytest.raises(NotFound):
        approve(mei, query, shown(mei, query))


@pytest.mark.django_db(transaction=True)
def test_approving_twice_at_once_is_approving_once(lin: Actor, query: UUID) -> None:
    checks = [shown(lin, query), shown(lin, query)]

    results = at_once(*[lambda c=check: approve(lin, query, c) for check in checks])

    assert refused(results) == [NotOpen]
    assert reads.put_to(lin, query_id=query).state is State.APPROVED


@pytest.mark.django_db(transaction=True)
def test_approving_and_declining_at_once_ends_in_one_of_them(lin: Actor, query: UUID) -> None:
    check = shown(lin, query)

    results = at_once(
        lambda: approve(lin, query, check), lambda: queries.decline(lin, query_id=query)
    )

    assert refused(results) == [NotOpen]
    assert reads.put_to(lin, query_id=query).state in {State.APPROVED, State.DECLINED}


@pytest.mark.django_db(transaction=True)
def test_looking_twice_at_once_is_one_look_loaded_twice(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    results = at_once(*[lambda: look(hu, approved)] * 2)

    assert refused(results) == []
    assert [one.loads for one in reads.who_looked(lin)] == [2]


@pytest.mark.django_db(transaction=True)
def test_opening_while_she_takes_it_back_shows_a_record_or_nothing(
    lin: Actor, hu: Actor, approved: UUID
) -> None:
    results = at_once(lambda: look(hu, approved), lambda: queries.stop(lin, query_id=approved))

    assert refused(results) in ([], [LookOver])
    assert len(reads.who_looked(lin)) == (0 if refused(results) else 1)
    with pytest.raises(LookOver):
        look(hu, approved)


def test_an_actor_who_only_says_so_does_not_look(hu: Actor, approved: UUID) -> None:
    with pytest.raises(NotYours):
        look(replace(hu, sign_in=None), approved)


def test_what_her_consent_has_ended_is_not_ended_again(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NotOpen):
        queries.stop(lin, query_id=query)

    assert reads.put_to(lin, query_id=query).ending is Ending.CONSENT
