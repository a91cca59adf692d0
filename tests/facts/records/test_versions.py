"""The database itself keeps every version of a fact as it was written."""

import pytest
from django.db import DatabaseError, connection, transaction

from jiaxin.facts.records import reads as records
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.web_role import as_web_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin() -> Actor:
    outside = makers.Outside()
    outside.join()
    return makers.a_worker()


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "content = content || 'x'::bytea",
        "version = version + 1",
        "checked_at = now()",
        "kind = 'background'",
        "source = 'somebody'",
        "worker_id = gen_random_uuid()",
        "evidence = 'other'",
    ],
)
def test_a_version_is_never_overwritten(lin: Actor, change: str) -> None:
    with pytest.raises(DatabaseError, match="never overwritten"):
        run(f"UPDATE records_fact SET {change} WHERE kind = 'identity'")  # noqa: S608 — fixed


def test_a_dispute_mark_may_be_set_and_taken_off(lin: Actor) -> None:
    run("UPDATE records_fact SET disputed_at = now()")
    run("UPDATE records_fact SET disputed_at = NULL")


def test_the_web_role_deletes_no_fact(lin: Actor) -> None:
    with as_web_role(), pytest.raises(DatabaseError, match="not deleted"):
        run("DELETE FROM records_fact")


def test_the_web_role_takes_away_what_nobody_can_open_any_more(lin: Actor) -> None:
    with as_web_role():
        run(f"UPDATE identity_data_key SET destroyed_at = now() WHERE owner_id = '{lin.person}'")  # noqa: S608 — an id
        run("DELETE FROM records_fact")
        run("DELETE FROM records_verdict")

    assert records.facts(records.own_record(lin)) == []
