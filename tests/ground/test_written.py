"""A row written by SQL that was made once is the row that Django would have written."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import ObjectNotUpdated
from django.db import connection, models
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext

from jiaxin.flows.queries.models import Look, Query
from jiaxin.ground import clock, written
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.ids import new_id
from jiaxin.ground.written import NotWritable, insert, update
from jiaxin.trust.audit.models import Checkpoint
from jiaxin.trust.identity.rules import App
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Query:
    now = clock.now()
    return Query(
        worker_id=makers.signed_in(App.WORKER, "13800138000").person,
        consumer_id=new_id(),
        sign_in=new_id(),
        channel="web",
        called="胡女士",
        tail="9000",
        reason="child",
        state="asked",
        sections_asked=["identity", "light"],
        asked_at=now,
        lapses_at=now + timedelta(minutes=5),
    )


def columns(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def beside(row: Query) -> Query:
    """Another of hers."""
    return Query(**columns(row) | {"id": new_id()})


def test_a_row_reads_as_one_that_django_wrote(row: Query) -> None:
    assert insert(row) is row

    found = Query.objects.get(worker_id=row.worker_id, id=row.id)
    assert columns(found) == columns(row)
    assert found.sections_allowed is None
    assert not row._state.adding


def test_a_sealed_column_is_sealed_and_bound_to_its_row(row: Query) -> None:
    one, other = insert(beside(row)), insert(row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT called FROM queries_query WHERE id = %s", [one.id])
        (raw,) = cursor.fetchone()
        assert "胡女士".encode() not in bytes(raw)
        cursor.execute("UPDATE queries_query SET called = %s WHERE id = %s", [raw, other.id])

    with pytest.raises(DoesNotOpen):
        Query.objects.get(worker_id=other.worker_id, id=other.id).called  # noqa: B018 — opens it


def test_only_the_named_columns_of_that_row_change(row: Query) -> None:
    one, other = insert(beside(row)), insert(row)
    before = columns(other)
    one.state, one.called, one.channel = "declined", "卫女士", "said but not named"

    update(one, "state", "called")

    found = Query.objects.get(worker_id=one.worker_id, id=one.id)
    assert (found.state, found.called, found.channel) == ("declined", "卫女士", "web")
    assert columns(Query.objects.get(worker_id=other.worker_id, id=other.id)) == before


def test_a_row_that_is_gone_is_said_to_be(row: Query) -> None:
    insert(row)
    Query.objects.filter(worker_id=row.worker_id, id=row.id).delete()

    with pytest.raises(ObjectNotUpdated):
        update(row, "state")


def test_its_sql_is_made_once(row: Query) -> None:
    insert(beside(row))
    with patch.object(written, "_written", side_effect=AssertionError("made anew")):
        insert(row)


def test_a_change_is_one_question(row: Query) -> None:
    insert(row)
    with CaptureQueriesContext(connection) as asked:
        update(row, "state", "ended_at")

    assert len(asked) == 1


@pytest.mark.parametrize("names", [(), ("nothing",), ("id",), ("state", "worker_id")])
def test_what_is_no_column_to_change_is_refused(row: Query, names: tuple[str, ...]) -> None:
    with pytest.raises(NotWritable):
        update(row, *names)


def test_rows_that_the_database_numbers_or_others_listen_to_are_refused() -> None:
    with pytest.raises(NotWritable):
        insert(Checkpoint())
    # Another test may have written such a row, and its SQL is kept.
    written._inserts.cache_clear()
    post_save.connect(columns, sender=Look)
    try:
        with pytest.raises(NotWritable):
            insert(Look())
    finally:
        post_save.disconnect(columns, sender=Look)
