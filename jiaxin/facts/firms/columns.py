"""Columns of the search that Django's core has no field for: numbers in a list, days in spans."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, override

from django.db import models

from jiaxin.facts.firms.rules.lists import Span

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field  # generic for the type checker only

NEVER = "{}"


class Numbers(_Field):
    """A list of integers (`integer[]`), looked into by a GIN index (migration 0004)."""

    @override
    def db_type(self, connection: Any) -> str:
        return "integer[]"

    @override
    def get_internal_type(self) -> str:
        return "Numbers"


class DaySpans(_Field):
    """Any number of spans of days (`datemultirange`): `column @> day` is one comparison."""

    @override
    def db_type(self, connection: Any) -> str:
        return "datemultirange"

    @override
    def get_internal_type(self) -> str:
        return "DaySpans"


def spans(days: Iterable[Span]) -> str:
    """The spans as PostgreSQL writes them; the last day of each is included."""
    return "{" + ",".join(f"[{span.first},{_end(span)})" for span in days if _is_any(span)) + "}"


def _end(span: Span) -> str:
    """The first day on which it no longer is; empty where it does not end."""
    ends: list[date] = [] if span.last is None else [span.last + timedelta(days=1)]
    ends += [] if span.removed_on is None else [span.removed_on]
    return min(ends).isoformat() if ends else ""


def _is_any(span: Span) -> bool:
    return (end := _end(span)) == "" or span.first.isoformat() < end
