"""A link she sends before anyone meets: a day long, hers to take back, without data."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.certificates import reads, rules
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.errors import ForgedCode, LinkGone, NotShareable
from jiaxin.flows.certificates.models import ShareLink
from jiaxin.flows.certificates.rules import LinkState
from jiaxin.flows.queries import reads as query_reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver
from jiaxin.flows.queries.rules import Reason, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import jobs, last_line

pytestmark = pytest.mark.django_db

A_DAY = timedelta(hours=24)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now()) as hands:
        yield hands


def a_link(worker: Actor) -> str:
    """What the family holds."""
    link = certificates.share(worker)
    return next(one.token for one in reads.my_links(worker) if one.id == link)


def asked_by_link(worker: Actor, consumer: Actor) -> UUID:
    return queries.ask(consumer, ticket=a_link(worker), called="胡女士", reason=Reason.ELDER)


def test_a_link_names_the_certificate_and_nothing_of_her(lin: Actor) -> None:
    token = a_link(lin)

    named = reads.named_by_ticket(token)
    assert (named.worker, named.from_afar) == (lin.person, True)
    assert named.number not in token
    assert last_line(Action.LINK_SHARE).subject == lin.person


def test_it_is_dead_a_day_later_to_the_second(hands: clockwork.Hands, lin: Actor) -> None:
    token = a_link(lin)
    hands.move(A_DAY - A_SECOND)
    assert reads.named_by_ticket(token).worker == lin.person

    hands.move(A_SECOND)

    with pytest.raises(LinkGone):
        reads.named_by_ticket(token)
    assert reads.my_links(lin)[0].state is LinkState.OVER


def test_taken_back_it_leads_nowhere_at_once(lin: Actor, hu: Actor) -> None:
    token = a_link(lin)
    [mine] = reads.my_links(lin)

    certificates.revoke_link(lin, link_id=mine.id)
    certificates.revoke_link(lin, link_id=mine.id)

    with pytest.raises(LinkGone):
        queries.ask(hu, ticket=token, called="胡女士", reason=Reason.ELDER)
    assert reads.my_links(lin)[0].state is LinkState.REVOKED
    assert last_line(Action.LINK_REVOKE).subject == lin.person


def test_nobody_takes_back_anothers_link(lin: Actor, outside: makers.Outside) -> None:
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    link = certificates.share(lin)

    with pytest.raises(NotFound):
        certificates.revoke_link(mei, link_id=link)

    assert reads.my_links(lin)[0].state is LinkState.LIVE


@pytest.mark.parametrize("place", [0, 5, 25, 26, 40, 51])
def test_one_changed_character_is_not_ours(lin: Actor, place: int) -> None:
    token = a_link(lin)
    other = "0" if token[place] != "0" else "1"

    with pytest.raises(ForgedCode):
        reads.named_by_ticket(token[:place] + other + token[place + 1 :])


@given(
    token=st.text(max_size=60)
    | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=52, max_size=52)
)
def test_no_made_up_link_is_ours(token: str) -> None:
    parts = rules.take_link_apart(token)

    assert parts is None or rules.draw_link(b"a key", parts.link)[26:] != parts.mac


def test_an_erased_link_of_ours_says_that_it_is_over(lin: Actor) -> None:
    token = a_link(lin)
    ShareLink.objects.all().delete()

    with pytest.raises(LinkGone):
        reads.named_by_ticket(token)


def test_a_void_certificate_is_not_shared(lin: Actor) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NotShareable):
        certificates.share(lin)


def test_twenty_links_a_day_are_enough(lin: Actor) -> None:
    for _ in range(20):
        certificates.share(lin)

    with pytest.raises(TooManyTries):
        certificates.share(lin)


def test_a_family_makes_no_links(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        certificates.share(hu)


def test_what_a_link_asks_waits_a_day_and_may_be_opened_the_next_morning(
    hands: clockwork.Hands, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    hands.move(timedelta(hours=11))
    makers.approve(lin, query)
    [told] = jobs("tell_who_asked", lin)
    assert told.args["event"] == {"worker_id": str(lin.person), "query_id": str(query)}
    hands.move(timedelta(hours=12))

    report = queries.open_report(hu, query_id=query)

    assert report.ends_at - report.at == timedelta(minutes=10)
    hands.move(timedelta(minutes=10))
    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)


def test_unanswered_for_a_day_it_lapses(hands: clockwork.Hands, lin: Actor, hu: Actor) -> None:
    query = asked_by_link(lin, hu)
    hands.move(A_DAY - A_SECOND)
    assert query_reads.asked_by(hu, query_id=query).state is State.ASKED

    hands.move(A_SECOND)

    assert query_reads.asked_by(hu, query_id=query).state is State.LAPSED


def test_an_approval_that_nobody_opens_ends_a_day_later(
    hands: clockwork.Hands, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    makers.approve(lin, query)

    hands.move(A_DAY)

    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)


def test_asked_again_while_the_link_lives_it_waits_a_day_again(
    hands: clockwork.Hands, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    hands.move(A_DAY - A_SECOND)
    queries.decline(lin, query_id=query)

    again = query_reads.asked_by(hu, query_id=queries.ask_again(hu, query_id=query))

    assert again.lapses_at - again.asked_at == A_DAY


def test_once_the_link_is_dead_nothing_is_asked_again_by_it(
    hands: clockwork.Hands, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    hands.move(A_DAY)

    with pytest.raises(LinkGone):
        queries.ask_again(hu, query_id=query)


def test_who_stands_before_her_needs_no_message(lin: Actor, hu: Actor) -> None:
    makers.approve(lin, makers.a_query(lin, hu))

    assert jobs("tell_who_asked", lin) == []
