"""What the two sides are told, and what messages ask before they go."""

from datetime import timedelta

import pytest

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import LASTS
from tests import clockwork, makers_firms
from tests import makers_engagements as make

pytestmark = pytest.mark.django_db


def test_a_firm_that_asks_is_named_until_she_has_answered(lin: Actor, qiao: Actor) -> None:
    engagement = make.engaged(lin, qiao)
    assert reads.asks_still(lin.person, engagement) is None

    engagements.ask(qiao, engagement_ids=[engagement])
    assert reads.asks_still(lin.person, engagement) == makers_firms.NAME

    engagements.refuse(lin, engagement_id=engagement)
    assert reads.asks_still(lin.person, engagement) is None


def test_who_has_a_week_left_and_is_asked_may_answer_again(lin: Actor, qiao: Actor) -> None:
    engagement = make.engaged(lin, qiao)
    make.authorises(lin, engagement)
    with clockwork.at(clock.now() + LASTS - timedelta(days=6)):
        engagements.ask(qiao, engagement_ids=[engagement])

        assert reads.asks_still(lin.person, engagement) == makers_firms.NAME
        [row] = reads.staff(qiao)
        assert (row.days, row.is_due) == (6, True)


def test_an_engagement_is_nobody_elses_to_read(lin: Actor, qiao: Actor, other: Actor) -> None:
    engagement = make.engaged(lin, qiao)

    for viewer, asked in ((other, engagement), (qiao, new_id())):
        with pytest.raises(NotFound):
            reads.staff_member(viewer, engagement_id=asked)
    assert reads.staff_member(qiao, engagement_id=engagement).trade is Trade.HOUSEKEEPING


def test_the_message_goes_to_the_number_while_the_invitation_waits(lin: Actor, qiao: Actor) -> None:
    invitation = engagements.invite(qiao, phone="13712345678", trade=Trade.COOKING)
    assert reads.phone_invited(qiao.acts_for, invitation) == "+8613712345678"

    engagements.take_invitation_back(qiao, invitation_id=invitation)

    assert reads.phone_invited(qiao.acts_for, invitation) is None
