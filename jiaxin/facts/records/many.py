"""Facts of many workers at once, opened without a model's row each: set-based, under a proof."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from jiaxin.facts.records.proofs import Admissions, ComparisonRun
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.many import ManyKeys
from jiaxin.ground.crypto.suites import DoesNotOpen

_NEWEST = """
SELECT DISTINCT ON (worker_id) worker_id::text, id::text, content
FROM records_fact
WHERE worker_id > %s AND worker_id <= %s AND kind = 'background'
ORDER BY worker_id, version DESC
"""
_CONTENT = b"records_fact.content."


def last_answers(
    proof: ComparisonRun, keys: ManyKeys, *, after: UUID, upto: UUID
) -> dict[str, str]:
    """By the text of their ids, the source's last word on those whom the proof names.

    Where persons have judged an answer, the word is the one that they judged: the same answer of
    the source on another day changes nothing.
    """
    connection.ensure_connection()
    found: dict[str, str] = {}
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_NEWEST, [after, upto], binary=True)
        for worker, fact, content in cursor:
            if worker not in proof.workers:
                continue
            try:
                clear = keys.open(worker, content, _CONTENT + fact.encode())
            except DoesNotOpen:
                continue
            found[worker] = _word_of(clear)
    return found


def _word_of(clear: bytes) -> str:
    if (word := _COMMON.get(clear)) is not None:
        return word
    content = json.loads(clear)
    return str(content.get("judged", content["word"]))


# Nearly every content is one of these, as SealedJSON writes it.
_COMMON = {b'{"word":"%b"}' % word.encode(): word for word in ("none_found", "being_verified")}


@dataclass(slots=True, repr=False)
class Version:
    """One version of a fact, as much of it as decides what becomes of the next."""

    worker_id: UUID
    id: UUID
    line: UUID
    version: int
    source: str
    came: str
    checked_at: datetime
    content: Any
    evidence: str
    disputed_at: datetime | None


_VERSIONS = """
SELECT worker_id, id, line, version, source, came, checked_at, content, evidence, disputed_at
FROM records_fact WHERE worker_id = ANY(%s) AND kind = ANY(%s) ORDER BY version DESC
"""


def versions_of(proof: Admissions) -> dict[UUID, list[Version]]:
    """All that the proof opens, by worker, the newest version first."""
    found: dict[UUID, list[Version]] = {}
    for worker, fact, line, version, source, came, checked_at, sealed, *marks in _fetched(
        _VERSIONS, proof.workers, list(proof.kinds)
    ):
        clear = held_keys.unseal(worker, sealed, _CONTENT + str(fact).encode())
        said = json.loads(clear)
        known = Version(worker, fact, line, version, source, came, checked_at, said, *marks)
        found.setdefault(worker, []).append(known)
    return found


_SIGHTINGS = """
SELECT worker_id, line, checked_at FROM records_sighting WHERE worker_id = ANY(%s)
"""
_SPOKEN_OF = "SELECT fact_id FROM records_verdict WHERE worker_id = ANY(%s)"


def last_seen(workers: Collection[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """When each line of theirs was last said again without change, by worker and line."""
    rows = _fetched(_SIGHTINGS, workers)
    return {(worker, line): checked_at for worker, line, checked_at in rows}


def spoken_of(workers: Collection[UUID]) -> set[UUID]:
    """Those of their facts that a side has said something of afterwards."""
    return {fact for (fact,) in _fetched(_SPOKEN_OF, workers)}


def _fetched(query: str, workers: Collection[UUID], *rest: Any) -> "list[tuple[Any, ...]]":
    connection.ensure_connection()
    # Django's own cursor would fetch text and make each value anew.
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, [list(workers), *rest], binary=True).fetchall()
