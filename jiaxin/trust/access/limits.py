"""How often something may be tried: counts in PostgreSQL, so that all processes give one answer.

A count that stays when its act is refused is written twice: in the act, and after its rollback.
Between the two, others would not see it; so whoever counts holds a lock on the key until the count
has been committed, and a thousand tries at once are still tries one after the other.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import TooManyTries
from jiaxin.ground.prepared import prepared


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


def refuse_over(limit: Limit, tallied: Tallied) -> None:
    """TooManyTries where that was one too many."""
    if tallied.tries > limit.tries:
        wait = tallied.ends_at - clock.now()
        raise TooManyTries(retry_after=max(1, math.ceil(wait.total_seconds())))


def _counting(source: str, *, before: str = "") -> str:
    """The statement that adds one try to each key of this source: key, now, window's end, 1.

    The window begins with the first try: a window by the clock could be used up at its end and
    again a moment later.
    """
    return f"""{before}
INSERT INTO access_tally AS t (key, began_at, ends_at, tries) {source}
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN t.ends_at > excluded.began_at THEN t.tries + 1 ELSE 1 END,
    began_at = CASE WHEN t.ends_at > excluded.began_at THEN t.began_at ELSE excluded.began_at END,
    ends_at = CASE WHEN t.ends_at > excluded.began_at THEN t.ends_at ELSE excluded.ends_at END
RETURNING key, tries, ends_at
"""


_ADD = _counting("VALUES (%s, %s, %s, 1)")


def add(spent: Spent) -> Tallied:
    """Add one try; how many there are now."""
    now = clock.now()
    with prepared() as cursor:
        cursor.execute(_ADD, [spent.digest, now, now + spent.limit.per])
        _, tries, ends_at = cursor.fetchone()
    return Tallied(tries, ends_at)


# Each lock is there before its count is: a conflict reads the row as it stands then.
_ADD_ALONE = _counting(
    "SELECT key, %s::timestamptz, ends_at, 1 FROM alone",
    before="""WITH alone AS MATERIALIZED (SELECT key, ends_at, pg_advisory_lock(lock)
    FROM unnest(%s::bytea[], %s::timestamptz[], %s::bigint[]) AS asked (key, ends_at, lock))""",
)


def add_alone(counted: Sequence[Spent]) -> list[Tallied]:
    """Add one try to each once nobody else counts on it; how many there are now, in their order.

    The locks outlive a rollback: `release` them, whether this came to its end or not.
    """
    # In one order for all, so that no two wait for each other.
    now, ordered = clock.now(), sorted(counted, key=lambda each: each.lock)
    ends = [now + each.limit.per for each in ordered]
    keys, locks = [each.digest for each in ordered], [each.lock for each in ordered]
    with prepared() as cursor:
        cursor.execute(_ADD_ALONE, [keys, ends, locks, now])
        found = {bytes(key): Tallied(tries, until) for key, tries, until in cursor.fetchall()}
    return [found[each.digest] for each in counted]


def give_back(spent: Spent) -> None:
    """Take one try off again: it was the right one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_tally SET tries = greatest(tries - 1, 0) WHERE key = %s", [spent.digest]
        )


# Losing a moment's count in a crash is no loss, so nobody waits for the disk.
_QUICK = "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))"
_THROTTLE = _counting(
    "SELECT %s::bytea, %s::timestamptz, %s::timestamptz, 1 FROM quick", before=_QUICK
)


def throttle(*limits: Limit, key: str) -> None:
    """Count one look at a public page, outside any act; TooManyTries past a limit."""
    for limit in limits:
        now = clock.now()
        spent = Spent(limit, key)
        with prepared() as cursor:
            cursor.execute(_THROTTLE, [spent.digest, now, now + limit.per])
            _, tries, ends_at = cursor.fetchone()
        refuse_over(limit, Tallied(tries, ends_at))


@dataclass(frozen=True, slots=True)
class Over:
    """One try too many: when the next is free, and whether it is the first of its window."""

    retry_after: int
    is_first: bool


_KNOCK = _counting(
    "SELECT key, %s::timestamptz, ends_at, 1 FROM quick,"
    " unnest(%s::bytea[], %s::timestamptz[]) AS asked (key, ends_at) ORDER BY key",
    before=_QUICK,
)


def knock(counted: Sequence[Spent]) -> Over | None:
    """Count one try against each of these, outside any act; what is over its limit, if any is."""
    if not counted:
        return None
    now, by_key = clock.now(), {spent.digest: spent.limit for spent in counted}
    ends = [now + limit.per for limit in by_key.values()]
    with prepared() as cursor:
        cursor.execute(_KNOCK, [now, list(by_key), ends])
        rows = cursor.fetchall()
    over = [
        Over(max(1, math.ceil((until - now).total_seconds())), tries == limit.tries + 1)
        for key, tries, until in rows
        for limit in [by_key[bytes(key)]]
        if tries > limit.tries
    ]
    return max(over, key=lambda each: each.retry_after) if over else None


def clear(spent: Spent) -> None:
    """Forget the tries: the right answer came."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_tally WHERE key = %s", [spent.digest])


def release(held: Iterable[Spent]) -> None:
    """Let the next ones count."""
    locks = [spent.lock for spent in held]
    if not locks or connection.connection is None or connection.connection.closed:
        return  # none, or they went with the connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(lock) FROM unnest(%s::bigint[]) lock", [locks])


def digest_of_address(address: str) -> str:
    """A keyed digest that tells addresses apart without keeping them."""
    return hashlib.sha256(mac("origin", address.encode())).hexdigest()[:32]
