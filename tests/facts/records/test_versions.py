"""The database itself keeps every version of a fact as it was written."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from jiaxin.config import grants
from jiaxin.trust.access.actor import Actor
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin() -> Actor:
    outside = makers.Outside()
    outside.join()
    return makers.a_worker()


@contextmanager
def as_web_role() -> Iterator[None]:
    with connection.cursor() as cursor:
        grants.apply(cursor)
        cursor.execute("SET LOCAL ROLE jiaxin_web")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


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
