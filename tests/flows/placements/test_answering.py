"""Answering and ending a service."""

from uuid import UUID

import pytest

from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.errors import (
    AlreadySaid,
    NotConfirmed,
    PlacementOver,
)
from jiaxin.flows.placements.models import Offer, Placement
from jiaxin.flows.placements.rules import State
from jiaxin.trust.access.actor import Actor
from tests import makers_placements as make

pytestmark = pytest.mark.django_db


def state(placement: UUID) -> State:
    return reads.state_of(Placement.objects.get(id=placement))


def test_nothing_stands_on_one_word(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)

    with pytest.raises(AlreadySaid):
        placements.confirm(hu, placement_id=placement)
    with pytest.raises(NotConfirmed):
        reads.confirmed_of(hu, placement_id=placement)
    with pytest.raises(PlacementOver):
        placements.end(hu, placement_id=placement)


def test_no_is_the_end_of_it_for_both(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)
    placements.decline(lin, placement_id=placement)

    for act in (placements.confirm, placements.decline, placements.end):
        with pytest.raises(PlacementOver):
            act(lin, placement_id=placement)
    assert reads.one_of_familys(hu, placement_id=placement).state is State.DECLINED


def test_who_began_it_may_take_it_back(lin: Actor, hu: Actor, qiao: Actor) -> None:
    mine = make.proposed(lin, hu)
    placements.decline(hu, placement_id=mine)
    firms = make.sent_by(lin, qiao, phone="13500135000")
    placements.take_back(qiao, placement_id=firms)

    assert (state(mine), state(firms)) == (State.TAKEN_BACK, State.TAKEN_BACK)
    assert not Offer.objects.exists()


def test_either_ends_it_and_the_family_sees_nothing_more(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu)
    lasting = reads.one_of_familys(hu, placement_id=placement)
    assert (lasting.is_in_force, bool(lasting.number)) == (True, True)

    placements.end(lin, placement_id=placement)

    over = reads.one_of_familys(hu, placement_id=placement)
    assert (over.state, over.is_in_force, over.number) == (State.ENDED, None, "")
    assert reads.confirmed_of(hu, placement_id=placement).over_at == over.over_at
