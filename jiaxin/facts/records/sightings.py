"""When the lines of a record were last checked without change: by a row, or by a whole slice.

The daily comparison sees thousands of workers at once and writes on none of their rows. Whoever
asks when a background answer was last checked is answered from its slices as well.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from jiaxin.facts.records.models import Fact, Sighting
from jiaxin.facts.records.ports import Comparisons

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
        for row in Sighting.objects.filter(worker_id=worker, line__in=list(rows))
    }
    for row in rows.values():
        if row.kind == _BACKGROUND and (compared := _compared(worker)) is not None:
            known = seen.get(row.line)
            if known is None or known.checked_at < compared.checked_at:
                seen[row.line] = compared
    return seen


def last(row: Fact) -> datetime:
    """When a source last said so: with this version, or again without change."""
    seen = of(row.worker_id, [row]).get(row.line)
    return max(row.checked_at, seen.checked_at) if seen else row.checked_at


def _compared(worker: UUID) -> Seen | None:
    if _Joined.comparisons is None:
        return None
    compared = _Joined.comparisons.newest(worker)
    if compared is None:
        return None
    return Seen(compared.checked_at, compared.window_from, compared.window_to)
