"""How a placement moves: by time, under races, and in the database too."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.errors import (
    PlacementOver,
)
from jiaxin.flows.placements.models import Placement
from jiaxin.flows.placements.rules import State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork
from tests import makers_placements as make
from tests.evidence import at_once, refused

pytestmark = pytest.mark.django_db


def state(placement: UUID) -> State:
    return reads.state_of(Placement.objects.get(id=placement))


def test_unconfirmed_it_lapses_after_a_week_and_makes_room(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)

    with clockwork.at(clock.now() + timedelta(days=7)):
        assert reads.one_of_hers(lin, placement_id=placement).state is State.LAPSED
        with pytest.raises(PlacementOver):
            placements.confirm(lin, placement_id=placement)
        query = Placement.objects.get(id=placement).query_id
        assert query is not None
        again = placements.begin_from_look(hu, query_id=query, terms=make.terms())

    assert again != placement


def test_it_ends_by_itself_after_its_last_day(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu, days=2)

    with clockwork.at(clock.start_of(clock.today() + timedelta(days=2))):
        assert reads.one_of_familys(hu, placement_id=placement).number == ""
        assert reads.confirmed_of(hu, placement_id=placement).over_at == clock.now()
        with pytest.raises(PlacementOver):
            placements.end(hu, placement_id=placement)


@pytest.mark.django_db(transaction=True)
def test_two_yeses_and_two_ends_at_once_are_one_each(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)
    yes = partial(placements.confirm, lin, placement_id=placement)
    assert len(refused(at_once(yes, yes))) == 1

    ends = [partial(placements.end, who, placement_id=placement) for who in (lin, hu)]
    assert refused(at_once(*ends)) == [PlacementOver]
    assert state(placement) is State.ENDED


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_have_one_outcome(lin: Actor, hu: Actor) -> None:
    placement = make.proposed(lin, hu)

    results = at_once(
        partial(placements.confirm, lin, placement_id=placement),
        partial(placements.decline, hu, placement_id=placement),
    )

    assert refused(results) == [PlacementOver]
    assert state(placement) in {State.CONFIRMED, State.TAKEN_BACK}


@pytest.mark.parametrize(
    "change",
    [
        "state = 'ended', over_at = now()",
        "state = 'confirmed'",
        "state = 'declined'",
        "consumer_id = gen_random_uuid()",
        "family_said_at = now()",
        "until = since - 1",
    ],
)
def test_the_database_keeps_the_law(lin: Actor, hu: Actor, change: str) -> None:
    make.proposed(lin, hu)

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE placements_placement SET {change}")  # noqa: S608 — written above
