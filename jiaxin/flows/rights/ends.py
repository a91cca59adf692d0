"""The end of each table's rows, as SQL read off what the table says of itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, LiteralString

from jiaxin.flows.rights import tables
from jiaxin.ground.retention import Kept, Term

BATCH = 1000


@dataclass(frozen=True, slots=True)
class End:
    """What ends in one table, and from when on."""

    table: str
    term: Term
    key: tuple[str, ...]
    since: tuple[str, ...]
    clears: tuple[tuple[str, Any], ...] = ()

    def are_past(self) -> str:
        """Whether there are any: one parameter, the moment from which it ends now."""
        return self.worded("SELECT EXISTS (SELECT FROM {t} WHERE {PAST})")

    @property
    def anew(self) -> list[Any]:
        """What the emptied columns hold afterwards."""
        return [then.value if isinstance(then, Enum) else then for _, then in self.clears]

    def worded(self, statement: LiteralString) -> str:
        """A statement with this table's names in it; {PAST} says which rows are past their time."""
        # A row to be emptied is past its time only while it holds something.
        past = _PAST + _HOLDS if self.clears else _PAST
        names: dict[str, Sequence[str]] = {
            "t": [self.table],
            "key": self.key,
            "since": self.since,
            "set": [column for column, _ in self.clears],
            "full": [column for column, then in self.clears if then is None],
        }
        return tables.said(statement.replace("{PAST}", past), **names)


_PAST: LiteralString = "LEAST({since}) <= %s"
_HOLDS: LiteralString = " AND num_nonnulls({full}) > 0"


# A table of somebody else's, which cannot say it itself: signed-out sessions.
_OTHERS = (End("django_session", Term(days=1), ("session_key",), ("expire_date",)),)


def every() -> Iterator[End]:
    """All that ends in time by the job, table by table."""
    for model in tables.ours():
        kept = getattr(model, "retention", None)
        if isinstance(kept, Kept) and kept.term is not None and not kept.by:
            key = tuple(column.column or "" for column in model._meta.pk_fields)
            columns = tables.named(model, kept.since)
            clears = zip(tables.named(model, kept.clears), kept.clears.values(), strict=True)
            yield End(model._meta.db_table, kept.term, key, columns, tuple(clears))
    yield from _OTHERS


def of(table: str) -> End:
    return next(end for end in every() if end.table == table)
