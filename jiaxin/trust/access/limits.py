"""How often something may be tried: counts in PostgreSQL, so that all processes give one answer.

A count that stays when its act is refused is written twice: in the act, and after its rollback.
Between the two, others would not see it; so whoever counts holds a lock on the key until the count
has been committed, and a thousand tries at once are still tries one after the other.
"""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` within `per`, counted from the first."""

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

    @property
    def lock(self) -> int:
        return int.from_bytes(self.digest[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many tries there were, and when they are forgotten."""

    tries: int
    ends_at: datetime


def count(spent: Spent) -> None:
    """Add one try and refuse when that is one too many."""
    tallied = add(spent)
    if tallied.tries > spent.limit.tries:
        wait = tallied.ends_at - clock.now()
        raise TooManyTries(retry_after=max(1, math.ceil(wait.total_seconds())))


# The window begins with the first try: a window by the clock could be used up at its end and
# again a moment later.
_ADD = """
INSERT INTO access_tally AS t (key, began_at, ends_at, tries) VALUES (%s, %s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN t.ends_at > excluded.began_at THEN t.tries + 1 ELSE 1 END,
    began_at = CASE WHEN t.ends_at > excluded.began_at THEN t.began_at ELSE excluded.began_at END,
    ends_at = CASE WHEN t.ends_at > excluded.began_at THEN t.ends_at ELSE excluded.ends_at END
RETURNING tries, ends_at
"""


def add(spent: Spent) -> Tallied:
    """Add one try; how many there are now."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [spent.digest, now, now + spent.limit.per])
        tries, ends_at = cursor.fetchone()
    return Tallied(tries, ends_at)


def give_back(spent: Spent) -> None:
    """Take one try off again: it was the right one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_tally SET tries = greatest(tries - 1, 0) WHERE key = %s", [spent.digest]
        )


# Losing a moment's count in a crash is no loss, so nobody waits for the disk.
_THROTTLE = f"WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)) {_ADD}".replace(
    "VALUES (%s, %s, %s, 1)", "SELECT %s::bytea, %s::timestamptz, %s::timestamptz, 1 FROM quick"
)


def throttle(*limits: Limit, key: str) -> None:
    """Count one look at a public page, outside any act; TooManyTries past a limit."""
    for limit in limits:
        now = clock.now()
        spent = Spent(limit, key)
        with connection.cursor() as cursor:
            cursor.execute(_THROTTLE, [spent.digest, now, now + limit.per])
            tries, ends_at = cursor.fetchone()
        if tries > limit.tries:
            raise TooManyTries(retry_after=max(1, math.ceil((ends_at - now).total_seconds())))


def clear(spent: Spent) -> None:
    """Forget the tries: the right answer came."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_tally WHERE key = %s", [spent.digest])


def hold(spent: Spent) -> None:
    """Wait until nobody else is counting on this key. It outlives a rollback: `release` it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [spent.lock])


def release(held: Iterable[Spent]) -> None:
    """Let the next ones count."""
    for spent in held:
        if connection.connection is None or connection.connection.closed:
            return  # the locks went with the connection
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [spent.lock])


def digest_of_address(address: str) -> str:
    """A keyed digest that tells addresses apart without keeping them."""
    return hashlib.sha256(mac("origin", address.encode())).hexdigest()[:32]
