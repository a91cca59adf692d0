"""How often something may be tried: counts in PostgreSQL, so that all processes give one answer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` within each window of `per`."""

    name: str
    tries: int
    per: timedelta


@dataclass(frozen=True, slots=True)
class Spent:
    """One try against one limit. The key may be a phone: it is stored as a keyed digest only."""

    limit: Limit
    key: str

    @property
    def digest(self) -> bytes:
        return mac("limits", f"{self.limit.name}\0{self.key}".encode())


def window_of(limit: Limit, now: datetime) -> datetime:
    """The start of the window that `now` falls in."""
    seconds = limit.per.total_seconds()
    return now - timedelta(seconds=now.timestamp() % seconds)


def count(spent: Spent) -> None:
    """Add one try and refuse when that is one too many."""
    now = clock.now()
    if add(spent) > spent.limit.tries:
        until = window_of(spent.limit, now) + spent.limit.per
        raise TooManyTries(retry_after=max(1, round((until - now).total_seconds())))


def add(spent: Spent) -> int:
    """Add one try; how many there are now in this window."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_tally AS t (key, began_at, ends_at, tries) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (key) DO UPDATE SET"
            " tries = CASE WHEN t.began_at = excluded.began_at THEN t.tries + 1 ELSE 1 END,"
            " began_at = excluded.began_at, ends_at = excluded.ends_at RETURNING tries",
            [
                spent.digest,
                began := window_of(spent.limit, clock.now()),
                began + spent.limit.per,
            ],
        )
        row = cursor.fetchone()
    return int(row[0])


def digest_of_address(address: str) -> str:
    """A keyed digest that tells addresses apart without keeping them."""
    return hashlib.sha256(mac("origin", address.encode())).hexdigest()[:32]
