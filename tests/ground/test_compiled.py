"""A query compiled once answers as the query set does, whatever it is asked by."""

from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaxin.facts.health.models import Edition
from jiaxin.facts.records.models import Source
from jiaxin.ground import clock
from jiaxin.ground import compiled as compilation
from jiaxin.ground.compiled import NotCompilable, compiled

pytestmark = pytest.mark.django_db


@compiled
def answered(code: str, before: datetime) -> "models.QuerySet[Source]":
    return Source.objects.filter(code=code, answered_at__lt=before).order_by("code")


@compiled
def by_codes(codes: list[str]) -> "models.QuerySet[Source]":
    return Source.objects.filter(code__in=codes).order_by("code")


@compiled
def held(code: str) -> "models.QuerySet[Source]":
    return Source.objects.select_for_update().filter(code=code)


def test_it_finds_what_the_query_set_finds_for_each_argument() -> None:
    now = clock.now()
    for code, at in (("police", now), ("market", now - timedelta(days=1))):
        Source.objects.update_or_create(code=code, defaults={"answered_at": at})

    for code in ("police", "market", "nobody"):
        for before in (now - timedelta(hours=1), now + timedelta(hours=1)):
            plain = Source.objects.filter(code=code, answered_at__lt=before)
            assert answered(code, before) == list(plain)
    assert [one.code for one in answered("market", now - timedelta(hours=1))] == ["market"]


def test_its_rows_are_rows_that_can_be_changed_and_saved() -> None:
    now = clock.now()
    Source.objects.update_or_create(code="police", defaults={"answered_at": now})

    (row,) = answered("police", now + timedelta(hours=1))
    row.unreachable_since = now
    row.save(update_fields=["unreachable_since"])

    assert Source.objects.get(code="police").unreachable_since == now


@settings(max_examples=30, deadline=None)
@given(codes=st.lists(st.sampled_from(["police", "market", "nobody", "x'; --", "%s"]), unique=True))
def test_a_list_of_any_length_is_asked_for_as_a_query_set_asks(codes: list[str]) -> None:
    for code in ("police", "market"):
        Source.objects.get_or_create(code=code)

    assert by_codes(codes) == list(Source.objects.filter(code__in=codes).order_by("code"))


def test_its_sql_is_made_once() -> None:
    made = []

    @compiled
    def counted(code: str) -> "models.QuerySet[Source]":
        made.append(code)
        return Source.objects.filter(code=code)

    with CaptureQueriesContext(connection) as asked:
        for code in ("police", "market", "police"):
            counted(code)

    assert len(made) == 1
    assert made[0] not in {"police", "market"}
    assert len(asked) == 3


def test_the_first_row_is_there_or_none() -> None:
    now = clock.now()
    Source.objects.update_or_create(code="police", defaults={"answered_at": now})

    first = answered.first("police", now + timedelta(hours=1))

    assert first is not None
    assert first.code == "police"
    assert answered.first("nobody", now) is None


def test_of_lists_of_ever_other_lengths_only_so_many_statements_are_kept() -> None:
    Source.objects.get_or_create(code="police")
    with patch.object(compilation, "MOST_SHAPES", 3):
        for length in range(1, 9):
            codes = ["police", *(f"nobody {number}" for number in range(1, length))]
            assert [one.code for one in by_codes(codes)] == ["police"]

        assert len(by_codes._known) <= 3


def test_rows_are_locked_in_a_transaction() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert held("nobody") == []

    assert "FOR UPDATE" in asked.captured_queries[0]["sql"]


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        held("police")


def test_an_argument_that_is_not_asked_by_is_a_fault_of_the_program() -> None:
    @compiled
    def deaf(code: str) -> "models.QuerySet[Source]":
        return Source.objects.all()

    with pytest.raises(NotCompilable, match="deaf"):
        deaf("police")


def test_so_is_one_that_cannot_stand_for_another_or_has_a_name() -> None:
    with pytest.raises(NotCompilable, match="NoneType"):
        answered(None, clock.now())  # type: ignore[arg-type]  # what is tried
    with pytest.raises(NotCompilable, match="position"):
        answered(code="police", before=clock.now())


def test_a_question_for_more_than_the_rows_of_one_table_is_refused() -> None:
    @compiled
    def counted(day: date) -> "models.QuerySet[Edition]":
        rows = Edition.objects.filter(in_force_from__lte=day)
        return rows.annotate(how_many=models.Count("id"))

    with pytest.raises(NotCompilable, match="one table"):
        counted(clock.today())
