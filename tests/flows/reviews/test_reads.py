"""Who may still write, and what each side sees."""

from uuid import UUID

import pytest

from jiaxin.flows.reviews import reads
from jiaxin.flows.reviews import services as reviews
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_placements
from tests.makers_reviews import UNKIND, written

pytestmark = pytest.mark.django_db


def test_a_family_may_write_once_both_confirmed(lin: Actor, hu: Actor) -> None:
    proposed = makers_placements.proposed(lin, hu)
    assert not reads.may_write(hu, placement_id=proposed)


def test_having_written_it_may_not_again(hu: Actor, service: UUID) -> None:
    assert reads.may_write(hu, placement_id=service)
    written(hu, service)
    assert not reads.may_write(hu, placement_id=service)


def test_the_family_sees_its_own_while_it_waits_and_she_does_not(
    lin: Actor, hu: Actor, service: UUID
) -> None:
    review = written(hu, service, UNKIND)

    mine = reads.of_placement(hu, placement_id=service)
    assert mine is not None
    assert mine.said.words == UNKIND
    with pytest.raises(NotFound):
        reads.one_of_hers(lin, review_id=review)


def test_she_is_told_how_many_want_an_answer(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service)
    assert reads.unanswered_by_her(lin) == 1

    reviews.answer(lin, review_id=review, words="谢谢")
    assert reads.unanswered_by_her(lin) == 0


def test_only_a_commerce_officer_has_the_list(lin: Actor) -> None:
    for somebody in (lin, makers.a_consumer(phone="13511135111")):
        with pytest.raises(NotFound):
            reads.queue(somebody)
