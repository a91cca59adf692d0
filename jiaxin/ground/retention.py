"""How long things are kept (保存期限): the words of a column's comment, typed; what a table does.

A column says it in `held(…, kept="5 years")`. Its table says in `retention = Kept(…)` from which
moment that counts, and what becomes of its rows when their person's record is deleted. The jobs
that erase, the deletion of a record, `docs/data.md` and the house tests read this and nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from jiaxin.ground.words import Words

WORKER = "worker_id"
# Kept as long as what it belongs to.
LASTING = frozenset(
    {
        "with its row",
        "with the person",
        "with the account",
        "until the record is deleted",
        "for ever",
        "with the firm's record",
    }
)
_SPAN = re.compile(r"(?:.* or )?(\d+) (day|year)s?(?: after .+)?")


class UnknownTerm(ValueError):
    """A column is kept for a time that nothing here understands."""


@dataclass(frozen=True, slots=True)
class Term:
    """So many years or days."""

    years: int = 0
    days: int = 0

    def began(self, ends: datetime) -> datetime:
        """The moment from which this term ends then."""
        day = ends - timedelta(days=self.days)
        try:
            return day.replace(year=day.year - self.years)
        except ValueError:  # the 29th of February of a year that has none: a day longer
            return day.replace(year=day.year - self.years, day=28)

    @property
    def text(self) -> str:
        count, unit = (self.years, "year") if self.years else (self.days, "day")
        return f"{count} {unit}{'s' if count != 1 else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What happens to a table's rows in time, and when the record of their person is deleted.

    `whose` names the column with the person's id ("" for rows of nobody). Past the `term`, counted
    from the earliest of `since`, a row goes, or with `clears` only those columns are set anew, once
    one of those to be emptied holds something.
    A deletion takes the rows, unless `outlives` says which duty keeps them.
    """

    whose: str = WORKER
    term: Term | None = None
    since: tuple[str, ...] = ()
    clears: Mapping[str, Any] = field(default_factory=dict)
    outlives: Words | None = None
    # Who erases in place of the job, where the job may not.
    by: str = ""

    def __post_init__(self) -> None:
        if bool(self.term) != bool(self.since):
            raise ValueError("a term counts from a moment, and a moment serves a term")


def term_of(said: str) -> Term | None:
    """The term in a column's words; None where it lasts as long as what it belongs to."""
    if said in LASTING:
        return None
    found = _SPAN.fullmatch(said)
    if found is None:
        raise UnknownTerm(said)
    count = int(found[1])
    return Term(years=count) if found[2] == "year" else Term(days=count)


def kept_of(column: "models.Field[Any, Any]") -> str:
    """How long this column says it is kept; empty where it holds no person and says nothing."""
    return (column.db_comment or "").rpartition("; kept ")[2]


def policy_of(model: type[models.Model]) -> Kept:
    """What the table says, else: a worker's rows go with her record."""
    said = getattr(model, "retention", None)
    if isinstance(said, Kept):
        return said
    columns = {column.attname for column in model._meta.local_concrete_fields}
    return Kept(whose=WORKER if WORKER in columns else "")
