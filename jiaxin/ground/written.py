"""Rows written by SQL that is made once: the twin of `compiled`, for one row at a time.

    insert(Query(worker_id=…, id=…, state=…))
    update(row, "state", "ended_at")

Django's `create` and `save` make their SQL anew for each row, which costs more than the writing.
Here each column's value goes the very way it goes there: through its field's `pre_save`, which
seals what is sealed under the row's own key, and `get_db_prep_save`. What else Django would do
(values that the database fills in, signals, tables behind tables) is refused, not left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ObjectNotUpdated
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_save, pre_save

from jiaxin.ground.prepared import prepared


class NotWritable(TypeError):
    """A table whose rows need more than its columns written."""


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    fields: tuple[Any, ...]
    # What finds the row that is changed; nothing where one is added.
    by: tuple[str, ...]

    def run(self, row: Model, *, add: bool) -> int:
        values = [
            field.get_db_prep_save(field.pre_save(row, add), connection) for field in self.fields
        ]
        values.extend(getattr(row, name) for name in self.by)
        with prepared() as cursor:
            cursor.execute(self.sql, values)
            return int(cursor.rowcount)


def insert[M: Model](row: M) -> M:
    """Add a row that was made in memory; the same row, now of the table."""
    _inserts(type(row)).run(row, add=True)
    row._state.adding, row._state.db = False, connection.alias
    return row


def update(row: Model, *names: str) -> None:
    """Write these columns of a row that was read; ObjectNotUpdated where it is there no more."""
    if not _updates(type(row), names).run(row, add=False):
        raise ObjectNotUpdated(f"{row._meta.label} has no such row")


@cache
def _inserts(model: type[Model]) -> _Statement:
    fields = _written(model, [field.attname for field in model._meta.local_concrete_fields])
    named = ", ".join(map(_column, fields))
    given = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {_table(model)} ({named}) VALUES ({given})"  # noqa: S608 — names of a model
    return _Statement(sql, fields, ())


@cache
def _updates(model: type[Model], names: Sequence[str]) -> _Statement:
    fields, key = _written(model, names), model._meta.pk_fields
    if not {field.attname for field in key}.isdisjoint(names):
        raise NotWritable(f"{model.__name__}: a row keeps its key")
    changed = ", ".join(f"{_column(field)} = %s" for field in fields)
    found = " AND ".join(f"{_column(field)} = %s" for field in key)
    sql = f"UPDATE {_table(model)} SET {changed} WHERE {found}"  # noqa: S608 — names of a model
    return _Statement(sql, fields, tuple(field.attname for field in key))


def _written(model: type[Model], names: Sequence[str]) -> tuple[Any, ...]:
    """The fields of these columns, if it is enough to write them."""
    meta = model._meta
    known = {field.attname: field for field in meta.local_concrete_fields}
    if not names or not known.keys() >= set(names):
        raise NotWritable(f"{model.__name__} has no columns {names}")
    fields = tuple(known[name] for name in names)
    heard = pre_save.has_listeners(model) or post_save.has_listeners(model)
    made: list[Any] = [field for field in known.values() if field.generated]
    follows = any(not one.referenced_fields.isdisjoint(fields) for one in made)
    special = any(one.db_returning or hasattr(one, "get_placeholder_sql") for one in fields)
    if meta.parents or heard or follows or special:
        raise NotWritable(f"{model.__name__} needs more than its columns written")
    return fields


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(field: Any) -> str:
    return connection.ops.quote_name(field.column)
