"""The made-up workers of the benchmarks: real enough to be anybody's, and nobody's."""

from datetime import date
from uuid import UUID

import psycopg
import pytest

from bench import people
from jiaxin.facts.records import kinds, lines
from jiaxin.facts.records.reads import POLICE
from jiaxin.facts.records.rules import Came
from jiaxin.flows.certificates import reads as certificates
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name, read_phone
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import database

TODAY = date(2026, 11, 25)


def test_the_same_seed_makes_the_same_people() -> None:
    once, again = list(people.people(7, 0, 50)), list(people.people(7, 0, 50))

    assert once == again
    assert [made.name for made in once] != [made.name for made in people.people(8, 0, 50)]


def test_names_numbers_and_phones_are_such_as_the_product_takes() -> None:
    for made in people.people(1, 0, 300):
        number = IdNumber.parse(made.number, TODAY)
        assert (number.birth, number.sex) == (made.birth, made.sex)
        assert read_name(made.name) == made.name
        assert read_phone(made.phone) == made.phone


def test_nobody_has_anothers_number_phone_or_id() -> None:
    made = [*people.people(1, 0, 3000), *people.people(1, 4_000_000, 3000)]

    for column in ("id", "number", "phone"):
        assert len({getattr(one, column) for one in made}) == len(made)


@pytest.mark.django_db(transaction=True)
def test_what_is_filled_in_opens_and_is_a_record_like_any() -> None:
    people.fill(_url(), 40, processes=1)

    made = next(people.people(1, 0, 1))
    person = identity.known_person(Actor.system("a test"), worker=made.id)
    assert (person.name, person.number, person.phone) == (made.name, made.number, made.phone)
    assert certificates.light_of(made.id).colour == "green"
    with psycopg.connect(_url()) as connection:
        workers = connection.execute("SELECT id FROM identity_worker").fetchall()
    assert {UUID(str(row[0])) for row in workers} == {one.id for one in people.people(1, 0, 40)}


@pytest.mark.django_db(transaction=True)
def test_a_fact_lies_where_the_product_will_look_for_its_next_version() -> None:
    people.fill(_url(), 3, processes=1)

    with psycopg.connect(_url()) as connection:
        rows = connection.execute(
            "SELECT worker_id, line FROM records_fact WHERE kind = %s", [kinds.BACKGROUND]
        ).fetchall()
    for worker, line in rows:
        said = (POLICE, Came.LIVE)
        assert lines.among([], worker, None, said, kinds.of(kinds.BACKGROUND), None)[0] == line
    assert len(rows) == 3


def _url() -> str:
    from django.db import connection  # noqa: PLC0415 — this process's own database

    return database.address(str(connection.settings_dict["NAME"]))
