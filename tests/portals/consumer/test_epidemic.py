"""What a consumer sees of the epidemic answer: a word with its date, only under an order."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.epidemic import reads
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries import reads as query_reads
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_epidemic import a_health_officer, an_order, answers

EVERYTHING = frozenset(Section)


@pytest.fixture
def looked(lin: Actor, hu: Actor) -> UUID:
    """Hu may look at everything of Lin, who has declared a fever."""
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    epidemic.declare(lin, declared=answers(temperature=391))
    query = makers.a_query(lin, hu, sections=EVERYTHING)
    makers.approve(lin, query, sections=EVERYTHING)
    return query


def test_it_is_offered_only_under_an_order(lin: Actor, consumer_client: Client) -> None:
    address = f"/consumer/ask/{makers.a_ticket(lin)}/"
    assert 'id="id_epidemic"' not in consumer_client.get(address).text

    an_order()

    assert 'id="id_epidemic"' in consumer_client.get(address).text


def test_the_record_says_one_word_with_its_date(looked: UUID, consumer_client: Client) -> None:
    page = consumer_client.get(f"/consumer/queries/{looked}/record/").text

    section = page[page.index('id="epidemic"') :][:900]
    assert "需要注意" in section
    assert "来源：本人申报" in section
    assert "39.1" not in page


def test_an_open_page_is_told_when_the_order_is_closed(
    looked: UUID, hu: Actor, consumer_client: Client
) -> None:
    consumer_client.get(f"/consumer/queries/{looked}/record/")
    on = query_reads.asked_by(hu, query_id=looked).stands_on
    address = f"/consumer/queries/{looked}/state/?was=look&on={on}"
    assert "HX-Redirect" not in consumer_client.get(address)

    epidemic.close_order(a_health_officer(), order_id=reads.orders_in_force()[0].id)

    assert consumer_client.get(address)["HX-Redirect"].endswith("/record/")
    page = consumer_client.get(f"/consumer/queries/{looked}/record/").text
    assert "需要注意" not in page
    assert "没有可以看的" in page
