"""What the police source said last about many workers: set-based, under a comparison's proof."""

import json
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from jiaxin.facts.records.proofs import ComparisonRun
from jiaxin.ground.crypto.many import ManyKeys
from jiaxin.ground.crypto.suites import DoesNotOpen

_NEWEST = """
SELECT DISTINCT ON (worker_id) worker_id::text, id::text, content, checked_at
FROM records_fact
WHERE worker_id > %s AND worker_id <= %s AND kind = 'background'
ORDER BY worker_id, version DESC
"""
_CONTENT = b"records_fact.content."


class LastAnswer(NamedTuple):
    """The newest version of a background fact, and the source's word that it rests on."""

    fact: UUID
    word: str
    checked_at: datetime


def last_answers(
    proof: ComparisonRun, keys: ManyKeys, *, after: UUID, upto: UUID
) -> dict[str, LastAnswer]:
    """By the text of their ids, what is known of those whom the proof names; others are not read.

    Where persons have judged an answer, the word is the one that they judged: the same answer of
    the source on another day changes nothing.
    """
    connection.ensure_connection()
    found: dict[str, LastAnswer] = {}
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_NEWEST, [after, upto], binary=True)
        for worker, fact, content, checked_at in cursor:
            if worker not in proof.workers:
                continue
            try:
                clear = keys.open(worker, content, _CONTENT + fact.encode())
            except DoesNotOpen:
                continue
            found[worker] = LastAnswer(UUID(fact), _word_of(clear), checked_at)
    return found


def _word_of(clear: bytes) -> str:
    if (word := _COMMON.get(clear)) is not None:
        return word
    content = json.loads(clear)
    return str(content.get("judged", content["word"]))


# Nearly every content is one of these, as SealedJSON writes it.
_COMMON = {b'{"word":"%b"}' % word.encode(): word for word in ("none_found", "being_verified")}
