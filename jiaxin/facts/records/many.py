"""What the police source said last about many workers: set-based, under a comparison's proof."""

import json
from uuid import UUID

import psycopg
from django.db import connection

from jiaxin.facts.records.proofs import ComparisonRun
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
