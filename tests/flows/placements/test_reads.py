"""Whose service it is, and what hangs on a confirmed one."""

import pytest

from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers
from tests import makers_placements as make

pytestmark = pytest.mark.django_db


def test_anothers_service_is_nobodys(lin: Actor, hu: Actor, ma: Actor, qiao: Actor) -> None:
    placement = make.confirmed(lin, hu)
    zhao = makers.signed_in(App.WORKER, "13700137000")

    for stranger in (ma, zhao):
        for act in (placements.confirm, placements.decline, placements.end):
            with pytest.raises(NotFound):
                act(stranger, placement_id=placement)
        with pytest.raises(NotFound):
            reads.confirmed_of(stranger, placement_id=placement)
    with pytest.raises(NotFound):
        placements.take_back(qiao, placement_id=placement)
    with pytest.raises(NotAllowed):
        placements.end(qiao, placement_id=placement)


def test_another_account_with_the_phone_finds_nothing_once_it_was_answered(
    lin: Actor, hu: Actor, qiao: Actor
) -> None:
    placement = make.sent_by(lin, qiao)
    placements.confirm(lin, placement_id=placement)
    placements.confirm(hu, placement_id=placement, called="胡女士")

    found = reads.confirmed_of(hu, placement_id=placement)
    assert (found.worker, found.consumer, found.firm) == (lin.person, hu.person, qiao.acts_for)
    assert reads.confirmed_of(qiao, placement_id=placement).side is Side.FIRM
    assert reads.confirmed(lin.person, placement).consumer == hu.person
