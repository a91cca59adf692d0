"""When the lines of a record were last checked without change: by a row, or by a whole slice.

The daily comparison sees thousands of workers at once and writes on none of their rows. Whoever
asks when a background answer was last checked is answered from its slices as well.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.records.models import Fact, Sighting
from jiaxin.facts.records.ports import Comparisons
from jiaxin.ground.compiled import compiled

_BACKGROUND, _POLICE = "background", "police"


class Seen(NamedTuple):
    """The last time that a source said the same of a line."""

    checked_at: datetime
    window_from: date | None
    window_to: date | None


class _Joined:
    comparisons: Comparisons | None = None


def join(comparisons: Comparisons | None) -> None:
    """Who keeps the slices of the daily comparison."""
    _Joined.comparisons = comparisons


def of(worker: UUID, newest: Iterable[Fact]) -> dict[UUID, Seen]:
    """By line, the last sighting after these newest versions of one worker's facts."""
    rows = {row.line: row for row in newest}
    seen = {
        row.line: Seen(row.checked_at, row.window_from, row.window_to)
        for row in _seen(worker, list(rows))
    }
    for row in rows.values():
        if row.kind == _BACKGROUND and (compared := _compared(worker)) is not None:
            known = seen.get(row.line)
            if known is None or known.checked_at < compared.checked_at:
                seen[row.line] = compared
    return seen


@compiled
def _seen(worker: UUID, lines: list[UUID]) -> QuerySet[Sighting]:
    return Sighting.objects.filter(worker_id=worker, line__in=lines)


def last(row: Fact) -> datetime:
    """When a source last said so: with this version, or again without change."""
    return later(row, of(row.worker_id, [row]).get(row.line)).checked_at


def later(row: Fact, seen: Seen | None) -> Fact | Seen:
    """Which of the two says when the line was last checked, and for which window."""
    return seen if seen is not None and seen.checked_at >= row.checked_at else row


def _compared(worker: UUID) -> Seen | None:
    if _Joined.comparisons is None:
        return None
    compared = _Joined.comparisons.newest(worker)
    if compared is None:
        return None
    return Seen(compared.checked_at, compared.window_from, compared.window_to)
