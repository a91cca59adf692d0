"""Flags: raised from the trail, looked at and closed by the security administrator."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit.flag_rules import MOST, WHOSE, WINDOW, FlagKind, Step, is_in_two_places
from jiaxin.trust.audit.models import Flag

_MANY = """
SELECT actor, role, NULL::uuid, count(DISTINCT subject), min(at), max(at) FROM audit_line
WHERE at >= %s AND role = ANY(%s) AND subject IS NOT NULL AND subject::text <> actor
GROUP BY actor, role HAVING count(DISTINCT subject) > %s
"""
_MOVED = """
SELECT actor, role, sign_in, at, origin FROM audit_line
WHERE at >= %s AND sign_in IN (
    SELECT sign_in FROM audit_line WHERE at >= %s AND sign_in IS NOT NULL AND origin <> ''
    GROUP BY sign_in HAVING count(DISTINCT origin) > 1)
ORDER BY sign_in, at, id
"""


@dataclass(frozen=True, slots=True)
class Unusual:
    """What was found, before it is a flag."""

    kind: FlagKind
    actor: str
    role: str
    sign_in: UUID | None
    count: int
    began_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class FlagRow:
    """A flag as the security administrator sees it."""

    id: UUID
    kind: FlagKind
    actor: str
    role: Role | None
    count: int
    began_at: datetime
    last_at: datetime
    raised_at: datetime
    seen_at: datetime | None
    closed_at: datetime | None
    reason: str


def find(now: datetime) -> list[Unusual]:
    """What is unusual in the hour before this moment."""
    since, found = now - WINDOW, []
    with connection.cursor() as cursor:
        for kind, most in MOST.items():
            cursor.execute(_MANY, [since, [role.value for role in WHOSE[kind]], most])
            found += [Unusual(kind, *row) for row in cursor.fetchall()]
        cursor.execute(_MOVED, [since, since])
        rows = cursor.fetchall()
    return found + _moved(rows)


def waiting(viewer: Actor, /) -> list[FlagRow]:
    """Those that are not closed, the newest first; then the last that were."""
    _must_be_hers(viewer)
    opened = Flag.objects.filter(closed_at=None).order_by("-raised_at")[:200]
    closed = Flag.objects.exclude(closed_at=None).order_by("-closed_at")[:50]
    return [row_of(flag) for flag in (*opened, *closed)]


def how_many_wait(viewer: Actor, /) -> tuple[int, datetime | None]:
    """How many are open, and since when the oldest is."""
    _must_be_hers(viewer)
    rows = Flag.objects.filter(closed_at=None).order_by("raised_at")
    oldest = rows.values_list("raised_at", flat=True).first()
    return rows.count(), oldest


def row_of(flag: Flag) -> FlagRow:
    return FlagRow(
        id=flag.id,
        kind=FlagKind(flag.kind),
        actor=flag.actor,
        role=Role(flag.role) if flag.role in set(Role) else None,
        count=flag.count,
        began_at=flag.began_at,
        last_at=flag.last_at,
        raised_at=flag.raised_at,
        seen_at=flag.seen_at,
        closed_at=flag.closed_at,
        reason=flag.reason or "",
    )


def _moved(rows: list[tuple[str, str, UUID, datetime, str]]) -> list[Unusual]:
    by_sign_in: dict[UUID, list[tuple[str, str, UUID, datetime, str]]] = defaultdict(list)
    for row in rows:
        by_sign_in[row[2]].append(row)
    return [
        Unusual(
            FlagKind.TWO_PLACES,
            *(lines[0][0], lines[0][1], sign_in, len(lines), lines[0][3], lines[-1][3]),
        )
        for sign_in, lines in by_sign_in.items()
        if is_in_two_places([Step(line[3], line[4]) for line in lines])
    ]


def _must_be_hers(viewer: Actor) -> None:
    if viewer.role is not Role.SECURITY_ADMIN:
        raise NotFound
