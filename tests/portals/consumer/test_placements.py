"""The family's pages of services: begin one from a look, answer, end it; never a record."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import State
from jiaxin.flows.queries import services as queries
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_engagements
from tests import makers_placements as make

pytestmark = pytest.mark.django_db


def page(client: Client, placement: UUID) -> str:
    return client.get(f"/consumer/services/{placement}/").text


def test_an_empty_list_says_how_one_begins(consumer_client: Client) -> None:
    assert "她开始为我家服务" in consumer_client.get("/consumer/services/").text


def test_from_a_look_that_is_over_she_begins_with_us(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    query = make.a_look(lin, hu)
    queries.end(hu, query_id=query)
    assert (
        f"/consumer/queries/{query}/begin/"
        in consumer_client.get(f"/consumer/queries/{query}/").text
    )

    today = clock.today().isoformat()
    sent = consumer_client.post(
        f"/consumer/queries/{query}/begin/",
        {"trade": "child_care", "since": today, "until": today},
        follow=True,
    )

    assert "等她确认" in sent.text
    assert reads.hers(lin)[0].my_turn
    [begun] = reads.familys(hu)
    over = consumer_client.get(f"/consumer/queries/{query}/").text
    assert f"/consumer/services/{begun.id}/" in over
    assert 'id="begin"' not in over


def test_it_shows_the_certificate_and_nothing_of_her(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    placement = make.confirmed(lin, hu)

    shown = page(consumer_client, placement)

    assert "证书有效" in shown
    assert makers.NAME not in shown
    assert makers.NAME[:1] not in shown


def test_a_certificate_out_of_force_is_told_with_no_reason(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    placement = make.confirmed(lin, hu)
    was = "confirmed-True"
    state = f"/consumer/services/{placement}/state/?was={was}"
    assert "HX-Redirect" not in consumer_client.get(state)

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    assert consumer_client.get(state)["HX-Redirect"] == f"/consumer/services/{placement}/"
    shown = page(consumer_client, placement)
    assert "不在有效状态" in shown
    assert "撤回了授权" not in shown
    assert "不在有效状态" in consumer_client.get("/consumer/services/").text


def test_what_a_firm_offers_waits_for_the_phone_and_a_name(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    qiao = makers_engagements.an_operator(makers_engagements.a_firm())
    placement = make.sent_by(lin, qiao)
    placements.confirm(lin, placement_id=placement)
    assert "要您确认" in consumer_client.get("/consumer/").text
    assert "样例阳光" in page(consumer_client, placement)
    nameless = consumer_client.post(
        f"/consumer/services/{placement}/", {"answer": "yes", "called": ""}
    )
    assert nameless.status_code == 422

    consumer_client.post(f"/consumer/services/{placement}/", {"answer": "yes", "called": "胡女士"})

    assert reads.one_of_hers(lin, placement_id=placement).called == "胡女士"
    assert "服务中" in page(consumer_client, placement)


def test_no_takes_it_away(lin: Actor, hu: Actor, consumer_client: Client) -> None:
    placement = make.proposed(lin, hu)

    consumer_client.post(f"/consumer/services/{placement}/", {"answer": "no"})

    assert reads.one_of_hers(lin, placement_id=placement).state is State.TAKEN_BACK


def test_after_its_end_nothing_of_her_is_left(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    placement = make.confirmed(lin, hu)
    number = reads.one_of_familys(hu, placement_id=placement).number
    assert number[:4] in page(consumer_client, placement)

    assert "不能撤销" in consumer_client.get(f"/consumer/services/{placement}/end/").text
    consumer_client.post(f"/consumer/services/{placement}/end/")

    shown = page(consumer_client, placement)
    assert "不再显示" in shown
    assert number[:4] not in shown
    assert consumer_client.get(f"/consumer/services/{placement}/end/").status_code == 302
