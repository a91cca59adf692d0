"""What is shown of a declaration: under a proof, under an order, and in its time only."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.epidemic import reads
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.models import Answer, Declaration
from jiaxin.facts.epidemic.reads import Shown
from jiaxin.facts.epidemic.rules import AuthorityWord, Word
from jiaxin.facts.epidemic.services import HealthAnswer
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.errors import UnprovenRead
from jiaxin.flows.rights import tables
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from tests import clockwork, makers
from tests.clockwork import Hands
from tests.makers_epidemic import (
    BEIJING,
    HANGZHOU,
    ZHEJIANG,
    a_health_officer,
    an_order,
    answers,
)

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("epidemic")
NOON = datetime(2026, 11, 25, 12, tzinfo=clock.SHANGHAI)
TODAY = date(2026, 11, 25)


@pytest.fixture
def hands(outside: makers.Outside) -> Iterator[Hands]:
    with clockwork.at(NOON) as hands:
        yield hands


@pytest.fixture
def mei(hands: Hands) -> Actor:
    """A worker under an order, agreed, and declared for today."""
    mei = makers.a_worker()
    an_order()
    makers.agree(mei, Kind.EPIDEMIC)
    epidemic.declare(mei, declared=answers())
    return mei


@service(Action.QUERY_OPEN)
def look(actor: Actor, /, *, worker: Actor, kinds: frozenset[Kind]) -> Shown | None:
    """What a viewer is told, under a proof that is made as a query makes it."""
    about(worker.person)
    return reads.shown(proof_of(actor, worker, kinds))


def proof_of(actor: Actor, worker: Actor, kinds: frozenset[Kind]) -> ConsentProof:
    return consent.prove(actor, worker=worker.person, kinds=kinds, purpose=Purpose.QUERY)


ALL = frozenset(Kind)


def test_without_a_proof_no_row_comes(mei: Actor) -> None:
    for manager in (Declaration.sealed, Declaration.objects, Answer.sealed, Answer.objects):
        with pytest.raises(UnprovenRead):
            manager.all()
        with pytest.raises(UnprovenRead):
            manager.filter(worker_id=mei.person)


def test_a_copy_of_her_record_has_her_declarations_in_it(mei: Actor, hu: Actor) -> None:
    copied = list(tables.rows(Declaration, records.own_record(mei), mei.person))

    assert len(copied) == 1
    assert list(tables.rows(Declaration, records.own_record(hu), mei.person)) == []


def test_a_viewer_is_told_a_word_and_its_date(mei: Actor, hu: Actor) -> None:
    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert (shown.word, shown.last_day, shown.region) == (Word.NORMAL, TODAY, HANGZHOU)
    assert shown.authority is None


def test_a_general_consent_opens_nothing_of_it(mei: Actor, hu: Actor) -> None:
    assert look(hu, worker=mei, kinds=frozenset({Kind.PLATFORM, Kind.HEALTH})) is None


def test_the_authoritys_word_is_told_beside_hers_and_never_as_hers(mei: Actor, hu: Actor) -> None:
    answer = HealthAnswer(AuthorityWord.OBSERVE, clock.now(), "health", "m-1")
    epidemic.admit_answer(SYSTEM, worker=mei.person, answer=answer)

    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert shown.word is Word.NORMAL
    assert shown.authority is not None
    assert shown.authority.word is AuthorityWord.OBSERVE
    assert len(shown.ids) == 2


def test_yesterdays_answer_is_none_for_today(mei: Actor, hu: Actor, hands: Hands) -> None:
    hands.move_to(clock.start_of(date(2026, 11, 26)))

    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert (shown.word, shown.last_day) == (Word.NOT_DECLARED, TODAY)


def test_a_closed_order_shows_nothing_from_that_moment_on(mei: Actor, hu: Actor) -> None:
    epidemic.close_order(a_health_officer(), order_id=reads.orders_in_force()[0].id)

    assert look(hu, worker=mei, kinds=ALL) is None
    assert reads.shown(reads.own_declarations(mei)) is None


def test_an_order_for_elsewhere_shows_nothing_of_her(mei: Actor, hu: Actor) -> None:
    epidemic.close_order(a_health_officer(), order_id=reads.orders_in_force()[0].id)
    an_order(number="2号", regions=(BEIJING,))

    assert look(hu, worker=mei, kinds=ALL) is None


def test_the_order_that_follows_it_for_a_wider_region_goes_on_showing(
    mei: Actor, hu: Actor
) -> None:
    epidemic.close_order(a_health_officer(), order_id=reads.orders_in_force()[0].id)
    an_order(number="2号", regions=(ZHEJIANG,))

    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert shown.word is Word.NORMAL


def test_what_an_order_watches_counts_for_whom_it_covers(mei: Actor, hu: Actor) -> None:
    an_order(number="2号", watched=("JP", BEIJING))
    epidemic.declare(mei, declared=answers(countries=("JP",)))

    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert shown.word is Word.ATTENTION


def test_a_consent_taken_back_shows_nothing_even_if_it_is_given_anew(mei: Actor, hu: Actor) -> None:
    given = consents.in_force(mei.person)[Kind.EPIDEMIC].id
    consent.withdraw(mei, consent_id=given)
    assert look(hu, worker=mei, kinds=ALL) is None

    makers.agree(mei, Kind.EPIDEMIC)
    shown = look(hu, worker=mei, kinds=ALL)

    assert shown is not None
    assert (shown.word, shown.last_day) == (Word.NOT_DECLARED, None)


def test_the_history_is_fourteen_days_with_today(mei: Actor, hands: Hands) -> None:
    for _ in range(16):
        hands.move(timedelta(days=1))
        epidemic.declare(mei, declared=answers())

    days = [day.day for day in reads.own_history(mei)]

    today = clock.today()
    assert days == [today - timedelta(days=back) for back in range(14)]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    after=st.timedeltas(timedelta(0), timedelta(days=29)),
    whole=st.none() | st.integers(13, 15),
)
def test_no_read_returns_a_declaration_from_its_end_on_though_no_job_ran(
    mei: Actor, hands: Hands, after: timedelta, whole: int | None
) -> None:
    hands.move_to(NOON)
    [declared] = [day.id for day in reads.own_history(mei)]
    end = clock.start_of(TODAY + timedelta(days=14))

    hands.move_to(NOON + after if whole is None else clock.start_of(TODAY + timedelta(days=whole)))

    kept = clock.now() < end
    shown = reads.shown(reads.own_declarations(mei))
    assert shown is not None
    assert (declared in shown.ids) is kept
    assert (declared in {day.id for day in reads.own_history(mei)}) is kept
    assert Declaration.sealed.under(reads.own_declarations(mei)).exists() is kept


def test_its_last_moment_is_the_one_before_midnight(mei: Actor, hands: Hands) -> None:
    end = clock.start_of(TODAY + timedelta(days=14))

    hands.move_to(end - timedelta(microseconds=1))
    assert reads.own_history(mei)
    hands.move_to(end)
    assert reads.own_history(mei) == []
