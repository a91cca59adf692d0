"""Names and numbers of many workers at once, for a part of the system that holds a proof to use
them: set-based, by a range of ids. Rows are fetched sealed and opened afterwards.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.many import ManyKeys
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.models import Worker

_BETWEEN = """
SELECT w.id::text, w.name, w.number, k.generation, k.kek_id, k.suite_id, k.wrapped
FROM identity_worker w
JOIN identity_data_key k ON k.owner_id = w.id AND k.destroyed_at IS NULL
WHERE w.id > %s AND w.id <= %s
    AND w.proven_at <= %s AND w.name IS NOT NULL AND w.number IS NOT NULL
"""
_PROVEN_AMONG = """
SELECT id, name FROM identity_worker
WHERE id = ANY(%s) AND proven_at IS NOT NULL AND name IS NOT NULL
"""
_NEXT = "SELECT id FROM identity_worker WHERE id > %s ORDER BY id LIMIT 1 OFFSET %s"
_KNOWN = "SELECT count(*) FROM identity_worker WHERE proven_at < %s AND erased_at IS NULL"
_KNOWN_AFTER = (
    "SELECT id FROM identity_worker WHERE id > %s"
    " AND proven_at < %s AND erased_at IS NULL ORDER BY id LIMIT %s"
)
_PROVEN = "SELECT count(*) FROM identity_worker WHERE proven_at IS NOT NULL"
_NAME, _NUMBER = b"identity_worker.name.", b"identity_worker.number."


class SealedPerson(NamedTuple):
    """A proven worker with one of her data keys, all sealed."""

    worker: str
    name: bytes
    number: bytes
    generation: int
    kek_id: int
    suite_id: int
    wrapped: bytes


@dataclass(slots=True, repr=False)
class Opened:
    """Who they are, by the text of their ids; the keys that opened it; and who did not open."""

    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    keys: ManyKeys = field(default_factory=ManyKeys)
    shut: list[str] = field(default_factory=list)


def proven_between(
    viewer: Actor, /, *, after: UUID, upto: UUID, at: datetime
) -> list[SealedPerson]:
    """The workers of a range of ids who were proven at that moment; nothing is opened."""
    if viewer.role is not Role.SYSTEM:
        raise NotFound
    connection.ensure_connection()
    # Django's own cursor would fetch text and make each value anew.
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_BETWEEN, [after, upto, at], binary=True)
        return [SealedPerson._make(row) for row in cursor]


def open_all(rows: Iterable[SealedPerson], among: Container[str]) -> Opened:
    """Unwrap each person's key once and open her name and number with it."""
    ring, opened = held_keys.ring(), Opened()
    for worker, name, number, generation, kek_id, suite_id, wrapped in rows:
        if worker not in among:
            continue
        text = worker.encode()
        try:
            key = ring.unwrap(kek_id, wrapped, b"%b.%d" % (text, generation))
            opened.keys.add(worker, generation=generation, suite_id=suite_id, key=key)
            opened.people[worker] = (
                opened.keys.open(worker, name, _NAME + text).decode(),
                opened.keys.open(worker, number, _NUMBER + text).decode(),
            )
        except DoesNotOpen:
            # The key of an older generation opens what it sealed; the row of a newer one follows.
            opened.shut.append(worker)
    opened.shut = [worker for worker in opened.shut if worker not in opened.people]
    return opened


def names_of_proven(workers: Sequence[UUID]) -> dict[UUID, str]:
    """The names of those among these workers who are proven. Their keys stay at hand."""
    held_keys.fetch(workers)
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_PROVEN_AMONG, [list(workers)], binary=True)
        return {
            worker: held_keys.unseal(worker, name, _NAME + str(worker).encode()).decode()
            for worker, name in cursor
        }


def end_of_next(after: UUID, count: int) -> UUID | None:
    """The id that ends the next so many workers; None when fewer are left."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [after, count - 1])
        row = cursor.fetchone()
    return row[0] if row else None


def how_many_proven() -> int:
    """How many workers are proven."""
    with connection.cursor() as cursor:
        cursor.execute(_PROVEN)
        return int(cursor.fetchone()[0])


def known_after(after: UUID, *, before: datetime, at_most: int) -> list[UUID]:
    """The next so many workers who had a record before a moment and still have one."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_AFTER, [after, before, at_most])
        return [row[0] for row in cursor.fetchall()]


def count_known(*, before: datetime) -> int:
    """How many had a record before a moment and still have one."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [before])
        return int(cursor.fetchone()[0])


def was_known(worker: UUID, *, before: datetime) -> bool:
    """Whether she had a record before a moment."""
    return Worker.objects.filter(id=worker, proven_at__lt=before, erased_at=None).exists()
