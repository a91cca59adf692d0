"""What is written to whoever answers by message, and the reminders of a day's waiting."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jiaxin.config import wiring
from jiaxin.flows.queries import services as queries
from jiaxin.flows.remote import services as remote
from jiaxin.flows.remote.rules import Outcome
from jiaxin.gateways.notices import errands, remote_errands
from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers_engagements
from tests.evidence import jobs
from tests.gateways.notices.test_services import FakeSms
from tests.makers_remote import answers_by_message, asked_by_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms() -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def texts(occasion: Occasion) -> list[str]:
    return [row.text for row in Message.objects.filter(occasion=occasion).order_by("written_at")]


def test_whoever_answers_by_message_gets_the_code_in_place_of_a_link(
    lin: Actor, hu: Actor, sms: FakeSms
) -> None:
    answers_by_message(lin)
    query = asked_by_card(lin, hu)

    errands.remind_of_request(lin.person, query)

    [text] = texts(Occasion.REPLY)
    assert "胡女士" in text
    assert "https://" not in text
    assert texts(Occasion.ASKED) == []


def test_others_get_the_link(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    errands.remind_of_request(lin.person, asked_by_card(lin, hu))

    assert texts(Occasion.REPLY) == []
    assert "https://jiaxin.example/worker/" in texts(Occasion.ASKED)[0]


def test_she_is_reminded_while_it_waits_even_if_she_has_seen_it(
    lin: Actor, hu: Actor, sms: FakeSms
) -> None:
    query = asked_by_card(lin, hu)
    queries.notice(lin)
    turns = [job.args["event"]["turn"] for job in jobs("remind_again", lin)]
    assert turns == list(range(1, len(turns) + 1))
    assert 2 <= len(turns) <= 3

    for turn in turns:
        errands.remind_again(lin.person, query, turn=turn)
        errands.remind_again(lin.person, query, turn=turn)

    assert len(texts(Occasion.ASKED)) == len(turns)


def test_answered_or_lapsed_she_is_left_alone(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    query = asked_by_card(lin, hu)
    with clockwork.at(clock.now() + timedelta(hours=24)):
        errands.remind_again(lin.person, query, turn=1)
    queries.decline(lin, query_id=query)
    errands.remind_again(lin.person, query, turn=2)

    assert texts(Occasion.ASKED) == []


def test_she_is_told_what_came_of_her_reply(lin: Actor, sms: FakeSms) -> None:
    for outcome in Outcome:
        remote_errands.tell_of_reply(lin.person, new_id(), outcome)

    assert len(set(texts(Occasion.REPLIED))) == len(Outcome)


def test_her_firm_asks_by_message_until_she_has_answered(lin: Actor, sms: FakeSms) -> None:
    desk = makers_engagements.an_operator(makers_engagements.a_firm())
    engagement = makers_engagements.engaged(lin, desk)
    offer = remote.offer(desk, engagement_id=engagement)
    remote_errands.tell_of_offer(lin.person, offer)
    assert "https://jiaxin.example/worker/share/" in texts(Occasion.LINK_OFFERED)[0]

    remote.refuse(lin, offer_id=offer)
    other = remote.offer(desk, engagement_id=engagement)
    remote.refuse(lin, offer_id=other)
    remote_errands.tell_of_offer(lin.person, other)
    assert len(texts(Occasion.LINK_OFFERED)) == 1
