"""By message: one code, one request, one number, two hours, once."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.errors import CardCancelled
from jiaxin.flows.presence.errors import NotShown
from jiaxin.flows.presence.rules import Use, Way
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import NotOpen
from jiaxin.flows.queries.rules import State
from jiaxin.flows.remote import reads, rules
from jiaxin.flows.remote import services as remote
from jiaxin.flows.remote.errors import HeardBefore, NobodyAnswers, Unclear, WrongReply
from jiaxin.flows.remote.models import ReplyAsked
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from tests import clockwork, makers
from tests.evidence import jobs, last_line
from tests.makers_remote import a_card, answers_by_message, asked_by_card, put, replies

pytestmark = pytest.mark.django_db

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now()) as hands:
        yield hands


@pytest.fixture
def phone(lin: Actor) -> str:
    """Her number; she answers by message."""
    answers_by_message(lin)
    return identity.phone_of(lin.person)


def state_of(hu: Actor, query: UUID) -> State:
    return queries.asked_by(hu, query_id=query).state


def another(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_her_reply_approves_that_one_request_and_shows_the_few_it_named(
    lin: Actor, hu: Actor, phone: str
) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)

    replies(said.code, sender=phone)

    asked = queries.asked_by(hu, query_id=query)
    assert asked.state is State.APPROVED
    assert asked.allowed_sections == (Section.IDENTITY, Section.BACKGROUND, Section.EXAM)
    assert set(query_services.open_report(hu, query_id=query).sections) == set(rules.BY_MESSAGE)
    [look] = queries.who_looked(lin)
    assert look.way == Way.MESSAGE
    line = last_line(Action.REPLY_TAKE)
    assert (line.subject, line.actor, line.channel) == (lin.person, "remote", "sms")
    assert line.proof.startswith("sms:")
    assert jobs("tell_what_came_of_it", lin)[-1].args["event"]["outcome"] == "approved"


def test_the_message_says_who_why_and_what(lin: Actor, hu: Actor, phone: str) -> None:
    said = put(lin, asked_by_card(lin, hu))

    assert (said.called, said.reason) == ("胡女士", "elder")
    assert said.sections == rules.BY_MESSAGE
    assert len(said.code) == rules.CODE_DIGITS
    assert said.code not in str(list(ReplyAsked.objects.values()))


def test_a_reply_that_is_played_again_is_refused(lin: Actor, hu: Actor, phone: str) -> None:
    said = put(lin, asked_by_card(lin, hu))
    replies(said.code, sender=phone, message_id="m-1")

    with pytest.raises(HeardBefore):
        replies(said.code, sender=phone, message_id="m-1")
    with pytest.raises(WrongReply):
        replies(said.code, sender=phone, message_id="m-2")


@pytest.mark.parametrize("sender", ["13700137001", "+85261234567", "not a number", ""])
def test_another_number_opens_nothing_with_the_right_code(
    lin: Actor, hu: Actor, phone: str, sender: str
) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)

    with pytest.raises(NobodyAnswers):
        replies(said.code, sender=sender)

    assert state_of(hu, query) is State.ASKED


def test_another_worker_who_answers_by_message_opens_nothing_with_it(
    lin: Actor, hu: Actor, phone: str
) -> None:
    mei = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    answers_by_message(mei)
    query = asked_by_card(lin, hu)
    said = put(lin, query)

    with pytest.raises(WrongReply):
        replies(said.code, sender=identity.phone_of(mei.person))

    assert state_of(hu, query) is State.ASKED


def test_three_wrong_codes_and_the_right_one_is_dead(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)
    for _ in range(rules.TRIES):
        with pytest.raises(WrongReply):
            replies(another(said.code), sender=phone)

    with pytest.raises(WrongReply):
        replies(said.code, sender=phone)

    assert state_of(hu, query) is State.ASKED
    assert last_line(Action.REPLY_TAKE).outcome == WrongReply.code


def test_a_code_is_good_for_two_hours_to_the_second(
    hands: clockwork.Hands, lin: Actor, hu: Actor, phone: str
) -> None:
    first, other = asked_by_card(lin, hu), makers.a_consumer(phone="13600136000")
    said = put(lin, first)
    hands.move(rules.CODE_LASTS - A_SECOND)
    replies(said.code, sender=phone)
    assert state_of(hu, first) is State.APPROVED

    second = asked_by_card(lin, other)
    late = put(lin, second)
    hands.move(rules.CODE_LASTS)
    with pytest.raises(WrongReply):
        replies(late.code, sender=phone)
    assert state_of(other, second) is State.ASKED


def test_each_request_has_a_code_of_its_own(lin: Actor, hu: Actor, phone: str) -> None:
    other = makers.a_consumer(phone="13600136000")
    first = asked_by_card(lin, hu)
    put(lin, first)
    second = asked_by_card(lin, other)
    said = put(lin, second)

    replies(said.code, sender=phone)

    assert (state_of(hu, first), state_of(other, second)) == (State.ASKED, State.APPROVED)


def test_a_fresh_code_kills_the_one_before(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    old = put(lin, query)
    replies("1", sender=phone)
    assert jobs("send_the_code_again", lin)

    new = put(lin, query)

    if old.code != new.code:
        with pytest.raises(WrongReply):
            replies(old.code, sender=phone)
    replies(new.code, sender=phone)
    assert state_of(hu, query) is State.APPROVED


def test_a_plain_no_needs_no_code(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    put(lin, query)

    replies("不同意", sender=phone)

    assert state_of(hu, query) is State.DECLINED
    assert jobs("tell_what_came_of_it", lin)[-1].args["event"]["outcome"] == "declined"


def test_what_was_answered_elsewhere_is_not_answered_by_message(
    lin: Actor, hu: Actor, phone: str
) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)
    query_services.decline(lin, query_id=query)

    with pytest.raises(NotOpen):
        replies(said.code, sender=phone)

    assert state_of(hu, query) is State.DECLINED
    assert jobs("tell_what_came_of_it", lin)[-1].args["event"]["outcome"] == "over"


def test_a_consent_taken_back_meanwhile_opens_nothing(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)
    platform = consents.in_force(lin.person)[Kind.PLATFORM]
    consent.withdraw(lin, consent_id=platform.id)

    with pytest.raises(NoConsentInForce):
        replies(said.code, sender=phone)

    assert state_of(hu, query) is State.ASKED
    assert remote.put(Actor.system("notices"), worker=lin.person, query_id=query) is None


def test_what_cannot_be_read_opens_nothing_and_she_is_told(
    lin: Actor, hu: Actor, phone: str
) -> None:
    put(lin, asked_by_card(lin, hu))

    with pytest.raises(Unclear):
        replies("你是谁", sender=phone)

    assert jobs("tell_what_came_of_it", lin)[-1].args["event"]["outcome"] == "wrong"


def test_switched_off_it_is_off_at_once(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    said = put(lin, query)

    remote.forget(lin)

    assert not reads.answers_by_message(lin.person)
    with pytest.raises(NobodyAnswers):
        replies(said.code, sender=phone)
    answers_by_message(lin)
    with pytest.raises(WrongReply):
        replies(said.code, sender=phone)


def test_it_is_switched_on_by_a_way_she_has_and_nobody_else(lin: Actor, hu: Actor) -> None:
    for_another = makers.show_presence(lin, use=Use.EXPORT, about_id=lin.person)
    with pytest.raises(NotShown):
        remote.choose(lin, presence_id=for_another)
    with pytest.raises(NotAllowed):
        remote.choose(hu, presence_id=for_another)


def test_whoever_has_not_chosen_it_gets_no_code(lin: Actor, hu: Actor) -> None:
    query = asked_by_card(lin, hu)

    assert remote.put(Actor.system("notices"), worker=lin.person, query_id=query) is None


def test_so_many_codes_for_a_request_and_no_more(lin: Actor, hu: Actor, phone: str) -> None:
    query = asked_by_card(lin, hu)
    for _ in range(rules.CODES_A_QUERY):
        put(lin, query)

    assert remote.put(Actor.system("notices"), worker=lin.person, query_id=query) is None


def test_a_lost_card_is_cancelled_by_message(lin: Actor, phone: str) -> None:
    token = a_card(lin)

    replies("挂失", sender=phone)

    with pytest.raises(CardCancelled):
        certificates.named_by_ticket(token)
    assert jobs("tell_what_came_of_it", lin)[-1].args["event"]["outcome"] == "cancelled"
