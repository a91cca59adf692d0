"""A check as its page sees it."""

from dataclasses import replace

import pytest

from jiaxin.flows.presence import reads
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import PresenceGone
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei() -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


def test_she_sees_her_check_in_the_sign_in_that_began_it(mei: Actor) -> None:
    thing = new_id()
    check = presence.begin(mei, use=Use.APPROVE, about_id=thing)

    own = reads.own(mei, presence_id=check)

    assert (own.use, own.about, own.tries_left, own.is_passed) == (Use.APPROVE, thing, 5, False)
    with pytest.raises(PresenceGone):
        reads.own(replace(mei, sign_in=new_id()), presence_id=check)


def test_nobody_else_sees_it(mei: Actor) -> None:
    check = presence.begin(mei, use=Use.APPROVE, about_id=new_id())
    other = makers.signed_in(App.WORKER, "13800138112")

    for read in (reads.own, reads.about):
        with pytest.raises(PresenceGone):
            read(other, presence_id=check)


def test_what_it_was_for_is_known_after_it_is_over(mei: Actor) -> None:
    thing = new_id()
    check = presence.begin(mei, use=Use.ENROL, about_id=thing)

    assert reads.about(mei, presence_id=check) == reads.About(Use.ENROL, thing)
