"""How common each token is, as PostgreSQL's statistics of the search have it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import prod

from django.db import connection

from jiaxin.ground import clock

KEPT = timedelta(minutes=10)
_ASKED = """
SELECT most_common_elems::text::int[], most_common_elem_freqs,
    (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'firms_search'::regclass)
FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'firms_search' AND attname = 'tokens'
"""


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the common tokens, and how many firms there are."""

    at: datetime | None = None
    known: dict[int, float] = field(default_factory=dict)
    firms: float = 0.0

    def of(self, token: int) -> float:
        """Its share of the firms; zero where it is not among the common ones."""
        return self.known.get(token, 0.0)

    def of_rarest(self, tokens: Iterable[int]) -> float:
        """No more firms than this share have all of them."""
        return min(map(self.of, tokens), default=1.0)

    def of_all(self, tokens: Iterable[int]) -> float:
        """So many would have all of them if they had nothing to do with each other."""
        return prod(map(self.of, tokens))


_kept = Shares()


def shares() -> Shares:
    """As they were within the last minutes. Old ones make a search slower, never wrong."""
    global _kept
    now = clock.now()
    if _kept.at is None or not _kept.at <= now < _kept.at + KEPT:
        with connection.cursor() as cursor:
            cursor.execute(_ASKED)
            row = cursor.fetchone()
        known, firms = dict[int, float](), 0.0
        if row and row[0]:
            known, firms = dict(zip(row[0], row[1], strict=False)), row[2]
        _kept = Shares(now, known, firms)
    return _kept
