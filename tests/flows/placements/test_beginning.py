"""Beginning a service: from a look by either side, or by a firm for one of its staff."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from jiaxin.flows.engagements.models import Engagement
from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.errors import (
    AlreadyOpen,
    LookTooOld,
    OwnPhone,
    WrongDays,
)
from jiaxin.flows.placements.models import Offer, Placement
from jiaxin.flows.placements.rules import State
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import Blocked
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests import makers_placements as make
from tests.evidence import at_once, last_line, refused

pytestmark = pytest.mark.django_db


def state(placement: UUID) -> State:
    return reads.state_of(Placement.objects.get(id=placement))


def test_a_family_begins_it_from_a_look_and_she_confirms(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)
    [asked] = reads.hers(lin)
    assert (asked.my_turn, asked.called, asked.tail) == (True, "胡女士", "9000")
    assert not reads.familys(hu)[0].my_turn

    placements.confirm(lin, placement_id=placement)

    assert reads.one_of_hers(lin, placement_id=placement).state is State.CONFIRMED
    assert reads.one_of_familys(hu, placement_id=placement).state is State.CONFIRMED
    assert last_line(Action.PLACEMENT_ANSWER).subject == lin.person


def test_she_begins_it_from_who_looked_and_the_family_confirms(lin: Actor, hu: Actor) -> None:
    query = make.a_look(lin, hu)
    placement = placements.begin_from_look(lin, query_id=query, terms=make.terms())

    assert reads.one_of_familys(hu, placement_id=placement).my_turn
    placements.confirm(hu, placement_id=placement)

    assert state(placement) is State.CONFIRMED
    begun = {query: placement}
    assert reads.begun_from(hu, queries=[query]) == reads.begun_from(lin, queries=[query]) == begun
    assert reads.begun_from(makers.a_consumer(phone="13511135111"), queries=[query]) == {}


def test_her_firm_begins_it_and_she_is_asked_before_the_family(
    lin: Actor, hu: Actor, qiao: Actor
) -> None:
    placement = make.sent_by(lin, qiao)
    assert reads.familys(hu) == []
    with pytest.raises(NotFound):
        placements.confirm(hu, placement_id=placement, called="胡女士")

    placements.confirm(lin, placement_id=placement)
    [offered] = reads.familys(hu)
    assert (offered.my_turn, offered.number, offered.state) == (True, "", State.PROPOSED)
    placements.confirm(hu, placement_id=placement, called="胡女士")

    mine = reads.one_of_hers(lin, placement_id=placement)
    assert (mine.state, mine.called, mine.tail) == (State.CONFIRMED, "胡女士", "9000")
    [sent] = reads.firms_own(qiao)
    assert (sent.state, sent.called, sent.tail) == (State.CONFIRMED, makers.NAME, "9000")
    assert not Offer.objects.exists()


def test_one_at_a_time_between_two(lin: Actor, hu: Actor, qiao: Actor) -> None:
    make.confirmed(lin, hu)
    with pytest.raises(AlreadyOpen):
        make.proposed(lin, hu)

    firms = make.sent_by(lin, qiao)
    placements.confirm(lin, placement_id=firms)
    with pytest.raises(AlreadyOpen):
        placements.confirm(hu, placement_id=firms, called="胡女士")
    with pytest.raises(AlreadyOpen):
        placements.begin_for_staff(
            qiao,
            engagement_id=Engagement.objects.get().id,
            phone=make.HUS,
            terms=make.terms(),
        )


def test_no_look_no_service(lin: Actor, hu: Actor, ma: Actor) -> None:
    only_asked = makers.a_query(lin, hu)
    with pytest.raises(LookTooOld):
        placements.begin_from_look(hu, query_id=only_asked, terms=make.terms())
    query = make.a_look(lin, ma)
    with pytest.raises(NotFound):
        placements.begin_from_look(hu, query_id=query, terms=make.terms())
    with clockwork.at(clock.now() + timedelta(days=90)), pytest.raises(LookTooOld):
        placements.begin_from_look(ma, query_id=query, terms=make.terms())
    wrong = make.terms(since=clock.today() + timedelta(days=91))
    with pytest.raises(WrongDays):
        placements.begin_from_look(ma, query_id=query, terms=wrong)


def test_whom_she_blocked_begins_nothing(lin: Actor, hu: Actor) -> None:
    query = make.a_look(lin, hu)
    queries.block(lin, query_id=query)

    with pytest.raises(Blocked):
        placements.begin_from_look(hu, query_id=query, terms=make.terms())


def test_a_firm_sends_only_its_own_and_nobody_to_herself(
    lin: Actor, qiao: Actor, hu: Actor
) -> None:
    make.sent_by(lin, qiao)
    engagement = Engagement.objects.get().id
    with pytest.raises(OwnPhone):
        placements.begin_for_staff(
            qiao, engagement_id=engagement, phone="13800138000", terms=make.terms()
        )
    with pytest.raises(NotFound):
        placements.begin_for_staff(
            qiao, engagement_id=lin.person, phone=make.HUS, terms=make.terms()
        )


def test_a_flood_of_beginnings_is_stopped(lin: Actor, hu: Actor) -> None:
    query = make.a_look(lin, hu)
    for _ in range(3):
        begun = placements.begin_from_look(hu, query_id=query, terms=make.terms())
        placements.decline(hu, placement_id=begun)

    with pytest.raises(TooManyTries):
        placements.begin_from_look(hu, query_id=query, terms=make.terms())


@pytest.mark.django_db(transaction=True)
def test_two_beginnings_at_once_are_one(lin: Actor, hu: Actor) -> None:
    query = make.a_look(lin, hu)
    begin = [
        partial(placements.begin_from_look, who, query_id=query, terms=make.terms())
        for who in (lin, hu)
    ]

    assert refused(at_once(*begin)) == [AlreadyOpen]
    assert Placement.objects.count() == 1
