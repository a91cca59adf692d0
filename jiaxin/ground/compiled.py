"""Queries compiled once: the same question with other values costs no second making of its SQL.

Most of what a short read costs in Django is the making of its SQL, not the asking. So the few reads
that every look, request and scan go through are written as ever, as a query set, and marked:

    @compiled
    def _holding(worker: UUID, now: datetime) -> QuerySet[Consent]:
        return Consent.objects.filter(worker_id=worker, ends_at__gt=now)

Its body runs once for each shape of its arguments (their types, and how many a list holds), with
values that stand for others. It may not look at them: what it asks must be the same for all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from itertools import count
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from jiaxin.ground.prepared import prepared

# Of one read, so many shapes are kept: a list of each length is one.
MOST_SHAPES = 256
_counted = count(1)
_STANDS_FOR: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=(1 << 127) + number),
    datetime: lambda number: datetime(1, 1, 1, tzinfo=UTC) + timedelta(microseconds=number),
    date: lambda number: date.min + timedelta(days=number),
    str: lambda number: f"\N{SYMBOL FOR SUBSTITUTE}{number}",
    # Fits the smallest column: of what does not, Django knows beforehand that it finds nothing.
    int: lambda number: 32_000 + number % 700,
}


class NotCompilable(TypeError):
    """A read that cannot be compiled once: an argument of another kind, or one it looks at."""


@dataclass(frozen=True, slots=True)
class _Statement[M: Model]:
    """A query set's SQL, where each argument goes, and how its rows become instances."""

    sql: str
    params: tuple[Any, ...]
    # Which parameter, by which argument, as which type the driver is told.
    places: tuple[tuple[int, int, type], ...]
    locks: bool
    compiler: SQLCompiler
    model: type[M]
    names: tuple[str, ...]
    converters: dict[int, Any]

    def rows(self, values: Sequence[Any]) -> list[M]:
        if self.locks and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("rows are locked in a transaction only")
        params = list(self.params)
        for place, number, kind in self.places:
            value = values[number]
            params[place] = value if isinstance(value, kind) else kind(value)
        with prepared() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        make, alias, names = self.model.from_db, connection.alias, self.names
        return [make(alias, names, row) for row in found]


class Compiled[**P, M: Model]:
    """A read of rows, its SQL made once for each shape of arguments, given by position."""

    def __init__(self, build: Callable[P, QuerySet[M]]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._known: dict[tuple[Any, ...], _Statement[M] | None] = {}

    def __call__(self, *args: P.args, **named: P.kwargs) -> list[M]:
        if named:
            raise NotCompilable("give its arguments by position")
        shape = tuple(map(_shape, args))
        try:
            statement = self._known[shape]
        except KeyError:
            statement = self._keep(shape, _compile(self._build, args))
        return statement.rows(_flat(args)) if statement else []

    def first(self, *args: P.args, **named: P.kwargs) -> M | None:
        """The first of them, if any."""
        return next(iter(self(*args, **named)), None)

    def _keep(
        self, shape: tuple[Any, ...], statement: _Statement[M] | None
    ) -> _Statement[M] | None:
        if len(self._known) >= MOST_SHAPES:
            self._known.clear()  # lists of ever other lengths: making them anew costs little
        self._known[shape] = statement
        return statement


def compiled[**P, M: Model](build: Callable[P, QuerySet[M]]) -> Compiled[P, M]:
    """Make `build` such a read."""
    return Compiled(build)


def _shape(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return (len(value), *{_shape(one) for one in value})
    return next((kind for kind in type(value).__mro__ if kind in _STANDS_FOR), type(value))


def _flat(args: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for one in args:
        found.extend(one) if isinstance(one, list | tuple) else found.append(one)
    return found


def _stand_in(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_stand_in(one) for one in value]
    make = _STANDS_FOR.get(_shape(value))
    if make is None:
        raise NotCompilable(f"{type(value).__name__} cannot stand for another")
    return make(next(_counted))


def _compile[M: Model](
    build: Callable[..., QuerySet[M]], args: Sequence[Any]
) -> _Statement[M] | None:
    """None where nothing can be found: one of an empty list is asked for."""
    stand_ins = [_stand_in(one) for one in args]
    asked = build(*stand_ins)
    compiler = asked.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        if [] not in stand_ins:
            raise
        return None
    flat = _flat(stand_ins)
    places = tuple(
        (place, number, type(given))
        for place, given in enumerate(params)
        for number, stand_in in enumerate(flat)
        if isinstance(given, type(stand_in)) and given == stand_in
    )
    if missing := set(range(len(flat))) - {number for _, number, _ in places}:
        raise NotCompilable(f"{build.__qualname__} does not ask by arguments {sorted(missing)}")
    info = compiler.klass_info
    if info is None or info.get("related_klass_infos") or compiler.annotation_col_map:
        raise NotCompilable(f"{build.__qualname__} asks for more than the rows of one table")
    chosen = [compiler.select[place][0] for place in info["select_fields"]]
    return _Statement(
        sql=sql,
        params=tuple(params),
        places=places,
        locks=asked.query.select_for_update,
        compiler=compiler,
        model=asked.model,
        names=tuple(column.target.attname for column in chosen),
        converters=compiler.get_converters(chosen),
    )
