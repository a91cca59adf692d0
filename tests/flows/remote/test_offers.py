"""A link that her firm begins: none before she says yes."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as links
from jiaxin.flows.certificates.errors import LinkGone
from jiaxin.flows.certificates.rules import LinkState
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.remote import reads
from jiaxin.flows.remote import services as remote
from jiaxin.flows.remote.errors import OfferOver
from jiaxin.flows.remote.rules import Offer
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_engagements
from tests.evidence import jobs, last_line

pytestmark = pytest.mark.django_db

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now()) as hands:
        yield hands


@pytest.fixture
def desk(outside: makers.Outside) -> Actor:
    return makers_engagements.an_operator(makers_engagements.a_firm())


@pytest.fixture
def engagement(lin: Actor, desk: Actor) -> UUID:
    return makers_engagements.engaged(lin, desk)


def token_of(desk: Actor, engagement: UUID) -> str:
    [row] = reads.offers_of(desk, engagement_id=engagement)
    assert row.link is not None
    return row.link.token


def test_there_is_no_link_before_she_says_yes(lin: Actor, desk: Actor, engagement: UUID) -> None:
    offer = remote.offer(desk, engagement_id=engagement)

    [row] = reads.offers_of(desk, engagement_id=engagement)
    assert (row.id, row.state, row.link, row.waits) == (offer, Offer.ASKED, None, True)
    assert certificates.my_links(lin) == []
    assert [one.id for one in reads.offers_to_me(lin)] == [offer]
    assert jobs("ask_for_the_link", lin)
    line = last_line(Action.LINK_OFFER)
    assert (line.actor, line.subject) == (str(desk.person), lin.person)


def test_its_day_begins_with_her_yes(
    hands: clockwork.Hands, lin: Actor, desk: Actor, engagement: UUID
) -> None:
    offer = remote.offer(desk, engagement_id=engagement)
    hands.move(timedelta(hours=20))

    remote.confirm(lin, offer_id=offer)

    token = token_of(desk, engagement)
    hands.move(timedelta(hours=24) - A_SECOND)
    named = certificates.named_by_ticket(token)
    assert (named.worker, named.from_afar) == (lin.person, True)
    hands.move(A_SECOND)
    with pytest.raises(LinkGone):
        certificates.named_by_ticket(token)
    [row] = reads.offers_of(desk, engagement_id=engagement)
    assert not row.is_live


def test_her_no_is_no(lin: Actor, desk: Actor, engagement: UUID) -> None:
    offer = remote.offer(desk, engagement_id=engagement)

    remote.refuse(lin, offer_id=offer)

    with pytest.raises(OfferOver):
        remote.confirm(lin, offer_id=offer)
    assert reads.offers_to_me(lin) == []
    [row] = reads.offers_of(desk, engagement_id=engagement)
    assert (row.state, row.link) == (Offer.DECLINED, None)


def test_an_offer_is_over_after_a_day(
    hands: clockwork.Hands, lin: Actor, desk: Actor, engagement: UUID
) -> None:
    offer = remote.offer(desk, engagement_id=engagement)
    hands.move(timedelta(hours=24))

    with pytest.raises(OfferOver):
        remote.confirm(lin, offer_id=offer)
    assert reads.still_offered(lin.person, offer) is None


def test_either_side_takes_a_link_back(lin: Actor, desk: Actor, engagement: UUID) -> None:
    offer = remote.offer(desk, engagement_id=engagement)
    remote.confirm(lin, offer_id=offer)
    token = token_of(desk, engagement)
    remote.take_back(desk, engagement_id=engagement, offer_id=offer)
    remote.take_back(desk, engagement_id=engagement, offer_id=offer)

    with pytest.raises(LinkGone):
        certificates.named_by_ticket(token)

    again = remote.offer(desk, engagement_id=engagement)
    remote.confirm(lin, offer_id=again)
    [live] = [one for one in certificates.my_links(lin) if one.state is LinkState.LIVE]
    assert reads.sent_by_firm(lin)[live.id]
    links.revoke_link(lin, link_id=live.id)
    with pytest.raises(LinkGone):
        certificates.named_by_ticket(live.token)


def test_asked_twice_it_is_one_offer(lin: Actor, desk: Actor, engagement: UUID) -> None:
    first = remote.offer(desk, engagement_id=engagement)

    assert remote.offer(desk, engagement_id=engagement) == first
    assert len(jobs("ask_for_the_link", lin)) == 1


def test_she_is_not_asked_all_day(lin: Actor, desk: Actor, engagement: UUID) -> None:
    for _ in range(10):
        remote.refuse(lin, offer_id=remote.offer(desk, engagement_id=engagement))

    with pytest.raises(TooManyTries):
        remote.offer(desk, engagement_id=engagement)


def test_nothing_is_offered_or_confirmed_once_she_has_left(
    lin: Actor, desk: Actor, engagement: UUID
) -> None:
    offer = remote.offer(desk, engagement_id=engagement)
    engagements.leave(lin, engagement_id=engagement)

    with pytest.raises(OfferOver):
        remote.confirm(lin, offer_id=offer)
    with pytest.raises(NotFound):
        remote.offer(desk, engagement_id=engagement)
    with pytest.raises(NotFound):
        reads.offers_of(desk, engagement_id=engagement)


def test_another_firm_and_another_worker_have_no_part_in_it(
    lin: Actor, hu: Actor, desk: Actor, engagement: UUID
) -> None:
    offer = remote.offer(desk, engagement_id=engagement)
    other = makers_engagements.an_operator(makers_engagements.a_firm(2, name="上海样例月光家政"))
    mei = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")

    for act in (
        lambda: remote.offer(other, engagement_id=engagement),
        lambda: remote.take_back(other, engagement_id=engagement, offer_id=offer),
        lambda: remote.confirm(mei, offer_id=offer),
        lambda: remote.refuse(mei, offer_id=offer),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        remote.confirm(hu, offer_id=offer)
