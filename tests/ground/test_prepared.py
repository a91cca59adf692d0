"""Statements that are planned once a connection: the same answers, seen by all who watch."""

import psycopg
import pytest
from django.db import (
    DataError,
    NotSupportedError,
    ProgrammingError,
    close_old_connections,
    connection,
    transaction,
)
from django.test.utils import CaptureQueriesContext

from jiaxin.ground.prepared import prepared
from tests import database

pytestmark = pytest.mark.django_db

DOUBLED = "SELECT %s::int * 2 AS doubled_once_planned"
PLANNED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%doubled_once_pla%'"


def doubled(number: int) -> int:
    with prepared() as cursor:
        cursor.execute(DOUBLED, [number])
        return int(cursor.fetchone()[0])


def planned() -> int:
    with connection.cursor() as cursor:
        cursor.execute(PLANNED)
        return int(cursor.fetchone()[0])


def test_a_text_that_comes_again_is_planned_once_and_answers_each_value() -> None:
    assert [doubled(number) for number in range(9)] == [0, 2, 4, 6, 8, 10, 12, 14, 16]

    assert planned() == 1


def test_after_a_rollback_it_answers_as_before() -> None:
    for number in range(4):
        doubled(number)
    with pytest.raises(DataError), transaction.atomic(), prepared() as cursor:
        cursor.execute("SELECT 1 / %s::int", [0])

    assert doubled(21) == 42


def test_a_value_stays_a_value() -> None:
    with prepared() as cursor:
        cursor.execute("SELECT %s::text", ["'; DROP TABLE identity_worker; --"])

        assert cursor.fetchone() == ("'; DROP TABLE identity_worker; --",)


def test_whoever_watches_what_is_asked_sees_it_too() -> None:
    with CaptureQueriesContext(connection) as seen:
        doubled(4)

    [one] = seen.captured_queries
    assert "doubled_once_planned" in one["sql"]


def test_what_the_database_refuses_is_told_in_djangos_words() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), prepared() as cursor:
        cursor.execute("SELECT nothing_of_the_kind", [])


@pytest.mark.django_db(transaction=True)
def test_a_column_that_becomes_another_type_costs_one_answer_and_not_all_that_follow() -> None:
    def widths() -> list[tuple[str]]:
        with prepared() as cursor:
            cursor.execute("SELECT word FROM prepared_try WHERE word = %s", ["one"])
            return list(cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE prepared_try AS SELECT 'one'::varchar(8) AS word")
    try:
        for _ in range(4):
            assert widths() == [("one",)]
        # By somebody else: the driver knows of its own changes.
        name = str(connection.settings_dict["NAME"])
        with psycopg.connect(database.address(name)) as other:
            other.execute("ALTER TABLE prepared_try ALTER COLUMN word TYPE varchar(9)")

        with pytest.raises(NotSupportedError):
            widths()
        close_old_connections()  # as at the end of a request

        assert widths() == [("one",)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE prepared_try")
