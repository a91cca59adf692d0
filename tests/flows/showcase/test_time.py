"""Time alone takes a card down: no job runs in any of these tests."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.flows.showcase import reads
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.errors import CardGone
from jiaxin.flows.showcase.rules import Wanted
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork
from tests.makers_showcase import VISITOR, puts_up

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)


def is_there(card: object) -> bool:
    found = [one.id for one in showcase.find(VISITOR, wanted=Wanted()).cards]
    try:
        showcase.see(VISITOR, card=card)  # type: ignore[arg-type]  # an id, as it came
    except CardGone:
        return bool(found)
    return found == [card]


def test_when_the_platforms_consent_ends_the_card_is_gone(lin: Actor, hu: Actor) -> None:
    card = puts_up(lin)
    ends = consents.in_force(lin.person)[Kind.PLATFORM].ends_at

    with clockwork.at(clock.now()) as hands:
        hands.move(ends - A_SECOND - clock.now())
        assert is_there(card)
        hands.move(A_SECOND)
        assert not is_there(card)
        assert showcase.find(VISITOR, wanted=Wanted()).cards == ()


def test_renewed_it_is_there_again_under_its_number(lin: Actor) -> None:
    card = puts_up(lin)
    ends = consents.in_force(lin.person)[Kind.PLATFORM].ends_at

    with clockwork.at(clock.now()) as hands:
        hands.move(ends - clock.now() + timedelta(days=1))
        consent.renew(lin, language="zh-hans")
        assert is_there(card)
        mine = reads.mine(lin)
        assert mine is not None
        assert mine.until == clock.now() + timedelta(days=30)


def test_the_light_and_the_examination_age_by_themselves(lin: Actor) -> None:
    card = puts_up(lin, exam=True, light=True)

    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(hours=37))
        assert showcase.see(VISITOR, card=card).colour is Colour.GREY
        assert showcase.find(VISITOR, wanted=Wanted(colour=Colour.GREEN)).cards == ()
        assert showcase.see(VISITOR, card=card).exam_class is ExamClass.MOTHER_BABY


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None
)
@given(seconds=st.integers(0, 40 * 86_400))
def test_at_no_moment_is_a_card_there_without_the_consent(lin: Actor, seconds: int) -> None:
    mine = reads.mine(lin)
    card = mine.listed if mine and mine.listed else puts_up(lin)
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(seconds=seconds))
        held = consents.in_force(lin.person)
        assert is_there(card) is (Kind.SHOWCASE in held and Kind.PLATFORM in held)
