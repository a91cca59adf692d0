"""Which tables a request wrote to, as the database counts it: triggers and functions included."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponse

from tests.crawl.walking import name_of

_COUNTED = """
    SELECT relname, pg_stat_get_xact_tuples_inserted(oid)
        + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass
class Watch:
    """Asked after each answer; collects which routes wrote to which tables."""

    wrote: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _before: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.anew()

    def anew(self) -> None:
        """What was written until now is none of the next answer's."""
        self._before = counted()

    def __call__(self, address: str, _answer: HttpResponse) -> tuple[()]:
        now = counted()
        for table, times in now.items():
            if times != self._before.get(table, 0):
                self.wrote[table].add(name_of(address))
        self._before = now
        return ()


def counted() -> dict[str, int]:
    """How many rows of each table this transaction wrote."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        return {name: times for name, times in cursor.fetchall() if times}
