"""The epidemic answer in a look: asked for and shown only while an order is in force."""

from uuid import UUID

import pytest

from jiaxin.facts.epidemic import reads as epidemic_reads
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import Word
from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.models import Look
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_epidemic import BEIJING, a_health_officer, an_order, answers

pytestmark = pytest.mark.django_db

EVERYTHING = frozenset(Section)


@pytest.fixture
def declared(lin: Actor) -> UUID:
    """Lin has agreed and declared, under an order."""
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    return epidemic.declare(lin, declared=answers())


def approved(lin: Actor, hu: Actor, sections: frozenset[Section] = EVERYTHING) -> UUID:
    query = makers.a_query(lin, hu, sections=EVERYTHING)
    makers.approve(lin, query, sections=sections)
    return query


def close() -> None:
    for order in epidemic_reads.orders_in_force():
        epidemic.close_order(a_health_officer(), order_id=order.id)


def take_back(lin: Actor) -> None:
    held = consents.in_force(lin.person)[Kind.EPIDEMIC]
    consent.withdraw(lin, consent_id=held.id)


def test_without_an_order_it_cannot_be_asked_for(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu, sections=EVERYTHING)

    assert Section.EPIDEMIC not in reads.askable()
    asked = reads.put_to(lin, query_id=query).asked_sections
    assert set(asked) == EVERYTHING - {Section.EPIDEMIC}


def test_a_look_shows_the_word_and_keeps_what_it_showed(
    lin: Actor, hu: Actor, declared: UUID
) -> None:
    report = queries.open_report(hu, query_id=approved(lin, hu))

    assert report.epidemic is not None
    assert report.epidemic.word is Word.NORMAL
    assert declared in report.fact_ids
    assert str(declared) in Look.objects.get().shown["facts"]


def test_she_may_untick_it(lin: Actor, hu: Actor, declared: UUID) -> None:
    query = approved(lin, hu, EVERYTHING - {Section.EPIDEMIC})

    assert queries.open_report(hu, query_id=query).epidemic is None


def test_an_order_that_is_closed_meanwhile_ends_it_in_an_open_look(
    lin: Actor, hu: Actor, declared: UUID
) -> None:
    query = approved(lin, hu)
    assert queries.open_report(hu, query_id=query).epidemic is not None
    before = reads.asked_by(hu, query_id=query).stands_on

    close()

    assert queries.open_report(hu, query_id=query).epidemic is None
    assert reads.asked_by(hu, query_id=query).stands_on != before


def test_a_consent_that_is_taken_back_meanwhile_ends_it_too_and_nothing_else(
    lin: Actor, hu: Actor, declared: UUID
) -> None:
    query = approved(lin, hu)
    assert queries.open_report(hu, query_id=query).epidemic is not None
    before = reads.asked_by(hu, query_id=query).stands_on

    take_back(lin)
    makers.agree(lin, Kind.EPIDEMIC)

    report = queries.open_report(hu, query_id=query)
    assert report.epidemic is None
    assert report.background is not None
    assert reads.asked_by(hu, query_id=query).stands_on != before


def test_an_order_for_elsewhere_shows_nothing_of_her(lin: Actor, hu: Actor, declared: UUID) -> None:
    query = approved(lin, hu)
    close()
    an_order(number="2号", regions=(BEIJING,))

    assert queries.open_report(hu, query_id=query).epidemic is None


def test_asking_again_after_the_order_asks_for_it_no_more(
    lin: Actor, hu: Actor, declared: UUID
) -> None:
    query = makers.a_query(lin, hu, sections=EVERYTHING)
    queries.decline(lin, query_id=query)
    close()

    again = queries.ask_again(hu, query_id=query)

    assert Section.EPIDEMIC not in reads.put_to(lin, query_id=again).asked_sections
