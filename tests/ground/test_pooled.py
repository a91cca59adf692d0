"""A pooled connection that has nothing to say works, and is asked nothing."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import Connection

from jiaxin.ground import pooled

pytestmark = pytest.mark.django_db(transaction=True)


def another() -> "Connection[Any]":
    connection.ensure_connection()
    own = connection.connection.info
    return psycopg.connect(
        host=own.host, port=own.port, dbname=own.dbname, user=own.user, autocommit=True
    )


@pytest.fixture
def pooled_one() -> "Iterator[Connection[Any]]":
    with another() as one:
        one.execute("SELECT 1")
        yield one


def last_asked(of: "Connection[Any]", by: "Connection[Any]") -> object:
    found = by.execute(
        "SELECT query_start FROM pg_stat_activity WHERE pid = %s", [of.info.backend_pid]
    )
    return found.fetchone()


def test_one_that_works_is_not_asked(pooled_one: "Connection[Any]") -> None:
    with another() as beside:
        before = last_asked(pooled_one, beside)
        pooled.check(pooled_one)
        assert last_asked(pooled_one, beside) == before
    assert pooled_one.execute("SELECT 2").fetchone() == (2,)


def test_one_that_the_server_ended_is_given_up() -> None:
    one = another()
    with another() as beside:
        beside.execute("SELECT pg_terminate_backend(%s, 5000)", [one.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        pooled.check(one)


def test_one_that_was_closed_here_is_given_up() -> None:
    one = another()
    one.close()
    with pytest.raises(psycopg.OperationalError):
        pooled.check(one)


def test_one_that_was_told_something_is_asked_and_works_on(pooled_one: "Connection[Any]") -> None:
    pooled_one.execute("LISTEN jx_pooled")
    with another() as beside:
        beside.execute("NOTIFY jx_pooled")
        before = last_asked(pooled_one, beside)
        pooled.check(pooled_one)
        assert last_asked(pooled_one, beside) != before
    assert pooled_one.execute("SELECT 3").fetchone() == (3,)
