"""Who sees what of a complaint."""

import pytest

from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints.rules import Matter, Part
from jiaxin.flows.placements.rules import Side
from jiaxin.trust.access.actor import Actor
from tests import makers_complaints as make
from tests.makers_corrections import BAI

pytestmark = pytest.mark.django_db


def test_each_side_lists_its_own_with_its_part(lin: Actor, hu: Actor, qiao: Actor) -> None:
    placement = make.by_firm(lin, hu, qiao)
    first = make.filed(hu, placement)
    second = make.filed(lin, placement, against=Side.FIRM, matter=Matter.FEES)

    assert [one.id for one in reads.own(lin)] == [second, first]
    assert [one.id for one in reads.own(hu)] == [first]
    assert {one.id: one.part for one in reads.own(qiao)} == {
        first: Part.MEDIATES,
        second: Part.ANSWERS,
    }
    assert [one.id for one in reads.own(hu, placement_id=placement)] == [first]


def test_whose_word_is_awaited_is_counted(lin: Actor, hu: Actor) -> None:
    make.a_complaint(lin, hu)

    assert (reads.waiting_for(lin), reads.waiting_for(hu)) == (1, 0)


def test_what_may_be_a_crime_stands_on_top(lin: Actor, hu: Actor) -> None:
    plain = make.at_desk(lin, hu)
    crime = make.filed(hu, make.row_of(plain).placement_id, matter=Matter.THEFT)

    assert [row.id for row in reads.queue(BAI)] == [crime, plain]
