"""What is on a card of paper, and who helped."""

import pytest

from jiaxin.flows.remote import reads
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.makers_remote import a_card

pytestmark = pytest.mark.django_db


def test_her_name_is_on_her_card_only_if_she_chose_that(lin: Actor) -> None:
    assert reads.paper_of(lin) is None
    a_card(lin)
    bare = reads.paper_of(lin)
    a_card(lin, shows_name=True)
    named = reads.paper_of(lin)

    assert bare is not None
    assert named is not None
    assert (bare.name, named.name) == ("", makers.NAME)
    assert bare.number == named.number
    assert bare.token != named.token


def test_nobody_helped_and_nothing_is_on_at_first(lin: Actor) -> None:
    assert reads.helpers(lin, queries=[new_id()]) == {}
    assert not reads.answers_by_message(lin.person)
    assert reads.offers_to_me(lin) == []
