"""Which of many workers had agreed, throughout a time or now: set-based."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from django.db import connection

from jiaxin.ground import clock
from jiaxin.trust.consent.rules import Kind

# As `rules.holds` has it, at the first moment and at the last, by one and the same consent.
_AGREED = """
SELECT worker_id::text FROM consent_consent
WHERE worker_id > %(after)s AND worker_id <= %(upto)s AND kind = %(kind)s
    AND starts_at <= %(since)s AND ends_at > %(until)s
    AND (withdrawn_at IS NULL OR withdrawn_at > %(until)s)
"""


def agreed_between(
    *, after: UUID, upto: UUID, kind: Kind, since: datetime, until: datetime
) -> set[str]:
    """The workers of a range, by the text of their ids, who had agreed from `since` to `until`.

    Without the platform's consent none of the others holds.
    """
    connection.ensure_connection()
    found: list[set[str]] = []
    with psycopg.Cursor(connection.connection) as cursor:
        for each in {Kind.PLATFORM, kind}:
            span = {"after": after, "upto": upto, "since": since, "until": until}
            cursor.execute(_AGREED, span | {"kind": each.value}, binary=True)
            found.append({row[0] for row in cursor})
    return set.intersection(*found)


def agreed_throughout(worker: UUID, *, kind: Kind, since: datetime, until: datetime) -> bool:
    """The same of one worker."""
    before = UUID(int=worker.int - 1)
    return bool(agreed_between(after=before, upto=worker, kind=kind, since=since, until=until))


# As `rules.holds` has it now; of two of one kind the one that lasts longer comes last.
_IN_FORCE = """
SELECT worker_id, kind, id, ends_at FROM consent_consent
WHERE worker_id = ANY(%(workers)s) AND kind = ANY(%(kinds)s)
    AND starts_at <= %(now)s AND ends_at > %(now)s AND withdrawn_at IS NULL
ORDER BY ends_at
"""


@dataclass(slots=True)
class InForce:
    """One consent that holds now."""

    id: UUID
    ends_at: datetime


def in_force_of(
    workers: Sequence[UUID], kinds: Collection[Kind]
) -> dict[UUID, dict[Kind, InForce]]:
    """The consents of these kinds that hold now; without the platform's, none of hers does."""
    connection.ensure_connection()
    known = {kind.value: kind for kind in {Kind.PLATFORM, *kinds}}
    asked = {"workers": list(workers), "kinds": list(known), "now": clock.now()}
    found: dict[UUID, dict[Kind, InForce]] = {}
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_IN_FORCE, asked, binary=True)
        for worker, kind, consent, ends_at in cursor:
            found.setdefault(worker, {})[known[kind]] = InForce(consent, ends_at)
    return {worker: held for worker, held in found.items() if Kind.PLATFORM in held}
