"""Names and numbers of many at once: the same as one by one, and only for the system."""

from uuid import UUID

import pytest

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import many, reads
from jiaxin.trust.identity.rules import App
from tests import makers

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("a test")
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
MEI = makers.a_number(order=4)


def test_names_and_numbers_are_those_that_each_row_opens_to(
    lin: Actor, outside: makers.Outside
) -> None:
    makers.a_worker(phone="13800138001", number=MEI, name="周美玲")
    makers.signed_in(App.WORKER, "13800138002")

    rows = many.proven_between(SYSTEM, after=FIRST, upto=LAST, at=clock.now())
    opened = many.open_all(rows, {row.worker for row in rows})

    assert len(opened.people) == 2
    for worker, (name, number) in opened.people.items():
        person = reads.known_person(SYSTEM, worker=UUID(worker))
        assert (person.name, person.number) == (name, number)
    assert opened.shut == []


def test_who_is_not_among_them_stays_shut(lin: Actor) -> None:
    rows = many.proven_between(SYSTEM, after=FIRST, upto=LAST, at=clock.now())

    assert many.open_all(rows, set()).people == {}


def test_nobody_but_the_system_is_given_rows(lin: Actor) -> None:
    with pytest.raises(NotFound):
        many.proven_between(lin, after=FIRST, upto=LAST, at=clock.now())


def test_a_sealed_row_shows_nothing_of_whom_it_is(lin: Actor) -> None:
    (row,) = many.proven_between(SYSTEM, after=FIRST, upto=LAST, at=clock.now())

    assert makers.NAME.encode() not in row.name + row.number + row.wrapped
    assert makers.NAME not in repr(many.open_all([row], {row.worker}))


def test_the_next_so_many_end_at_an_id_or_with_the_last(lin: Actor) -> None:
    assert many.end_of_next(FIRST, 1) == lin.person
    assert many.end_of_next(FIRST, 2) is None
    assert many.how_many_proven() == 1
