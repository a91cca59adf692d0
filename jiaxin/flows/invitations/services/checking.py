"""The job's steps through an import, chunk by chunk: the cursor moves with what it passed, or not.

Nothing here asks whether anybody is known: no table of persons, consents or records is read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.errors import BadSheet, NothingInside, TooManyFaults
from jiaxin.flows.invitations.events import InvitationsOpened
from jiaxin.flows.invitations.models import Roster, UnfitRow
from jiaxin.flows.invitations.roster import Draft
from jiaxin.flows.invitations.rules import headings
from jiaxin.flows.invitations.rules.cells import address
from jiaxin.flows.invitations.rules.faults import Amiss, CellFault, Noted
from jiaxin.flows.invitations.rules.headings import Field
from jiaxin.flows.invitations.rules.states import MOST_UNFIT, Answer, State
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step

type Cells = tuple[tuple[int, str], ...]

_SEAL = """
INSERT INTO invitations_invitation
    (match, id, roster_id, inviter, inviter_id, at_row, content, answer, came_at, until)
SELECT u.match, u.id, r.id, r.inviter, r.inviter_id, u.at_row, u.content, %s, r.came_at, r.until
FROM unnest(%s::bytea[], %s::uuid[], %s::int[], %s::bytea[]) AS u (match, id, at_row, content)
CROSS JOIN invitations_roster r WHERE r.id = %s
ON CONFLICT DO NOTHING RETURNING at_row
"""
# One import of an inviter opens at a time: the same person in two of them is invited once.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('invitations.' || %s::text, 0))"
_NEXT = """
SELECT max(at_row) FROM (
    SELECT at_row FROM invitations_invitation WHERE roster_id = %s AND at_row > %s
    ORDER BY at_row LIMIT %s) AS chunk
"""
_CLEAR = """
DELETE FROM invitations_invitation o USING invitations_invitation i
WHERE i.roster_id = %s AND i.at_row > %s AND i.at_row <= %s
    AND o.match = i.match AND o.inviter_id = i.inviter_id AND o.opened_at IS NOT NULL
    AND o.until <= %s
"""
_OPEN = """
UPDATE invitations_invitation i SET opened_at = %s
WHERE i.roster_id = %s AND i.at_row > %s AND i.at_row <= %s AND i.opened_at IS NULL
    AND NOT EXISTS (
        SELECT FROM invitations_invitation o
        WHERE o.match = i.match AND o.inviter_id = i.inviter_id AND o.opened_at IS NOT NULL)
"""
_LEAVE = """
DELETE FROM invitations_invitation
WHERE roster_id = %s AND at_row > %s AND at_row <= %s AND opened_at IS NULL
"""
_A_CHUNK = 5_000


@dataclass(frozen=True, slots=True, repr=False)
class Good:
    """A row that can be taken, and as it came."""

    row: int
    draft: Draft
    cells: Cells


@dataclass(frozen=True, slots=True, repr=False)
class Bad:
    """A row that cannot."""

    row: int
    cells: Cells
    faults: tuple[Amiss, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Chunk:
    """Some rows of a file, one after the other, and what was noted of them."""

    after: int
    upto: int
    good: Sequence[Good]
    bad: Sequence[Bad]
    notes: Sequence[tuple[int, Noted]]


@service(Action.ROSTER_CHECK)
def note_head(actor: Actor, /, *, roster_id: UUID, row: int, said: Mapping[int, str]) -> None:
    """The headings were found: go on, or ask the firm what they mean."""
    roster = _at(roster_id, State.CAUGHT)
    if roster is None:
        return
    about(roster.inviter_id, roster=roster_id)
    roster.head_row = roster.cursor = row
    roster.headings = {str(column): text for column, text in said.items()}
    found = headings.mapped(said)
    roster.columns = {field.value: column for field, column in found.items()}
    roster.state = State.CHECKING if headings.is_clear(said) else State.MAPPING
    roster.save(update_fields=["head_row", "cursor", "headings", "columns", "state"])


@service(Action.ROSTER_CHECK)
def take_rows(actor: Actor, /, *, roster_id: UUID, chunk: Chunk) -> bool:
    """Seal the good rows, keep the others to be mended, move the cursor. False: somebody did."""
    roster = _at(roster_id, State.CHECKING)
    if roster is None or roster.cursor != chunk.after:
        return False
    about(roster.inviter_id, roster=roster_id, rows=chunk.upto)
    sealed = _seal(roster, chunk.good)
    number = reads.columns_of(roster)[Field.NUMBER]
    bad = [
        *chunk.bad,
        *(
            Bad(one.row, one.cells, (Amiss(number, CellFault.REPEATED),))
            for one in chunk.good
            if one.row not in sealed
        ),
    ]
    _set_aside(roster, bad)
    roster.cursor = chunk.upto
    roster.seen += len(chunk.good) + len(chunk.bad)
    roster.good += len(sealed)
    roster.unfit += len(bad)
    roster.notes = _noted(roster.notes, chunk.notes)
    if roster.unfit > MOST_UNFIT:
        _stop(roster, TooManyFaults.code)
    roster.save()
    return True


@service(Action.ROSTER_CHECK)
def end_check(actor: Actor, /, *, roster_id: UUID, cursor: int) -> None:
    """No row is left."""
    roster = _at(roster_id, State.CHECKING)
    if roster is None or roster.cursor != cursor:
        return
    about(roster.inviter_id, roster=roster_id, good=roster.good, unfit=roster.unfit)
    if roster.seen:
        roster.state = State.CHECKED
        roster.file_key = None
    else:
        _stop(roster, NothingInside.code)
    roster.save()


@service(Action.ROSTER_CHECK)
def stop(actor: Actor, /, *, roster_id: UUID, refusal: type[BadSheet]) -> None:
    """The file cannot be read, or not to its end."""
    roster = _at(roster_id, State.CAUGHT, State.CHECKING)
    if roster is None:
        return
    about(roster.inviter_id, roster=roster_id, code=refusal.code)
    _stop(roster, refusal.code)
    roster.save()


@service(Action.ROSTER_CHECK)
def open_rows(actor: Actor, /, *, roster_id: UUID) -> bool:
    """Open the next invitations; False when there is nothing more to open."""
    roster = _at(roster_id, State.OPENING)
    if roster is None:
        return False
    about(roster.inviter_id, roster=roster_id, after=roster.opened_to)
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [roster.inviter_id])
        cursor.execute(_NEXT, [roster.id, roster.opened_to, _A_CHUNK])
        last = cursor.fetchone()[0]
        now = clock.now()
        if last is None:
            roster.state, roster.opened_at = State.OPEN, now
            if roster.tells:
                announce(InvitationsOpened(roster_id=roster.id))
        else:
            part: list[Any] = [roster.id, roster.opened_to, last]
            cursor.execute(_CLEAR, [*part, now])
            cursor.execute(_OPEN, [now, *part])
            roster.opened += cursor.rowcount
            cursor.execute(_LEAVE, part)
            roster.already += cursor.rowcount
            roster.opened_to = last
    roster.save()
    return last is not None


@step
def seal_rows(actor: Actor, /, *, roster: Roster, rows: Sequence[Good]) -> int:
    """Seal rows of a message and open them at once; how many invite somebody anew."""
    if not rows:
        return 0
    _seal(roster, rows)
    numbers, now = [one.row for one in rows], clock.now()
    part: list[Any] = [roster.id, min(numbers) - 1, max(numbers)]
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [roster.inviter_id])
        cursor.execute(_CLEAR, [*part, now])
        cursor.execute(_OPEN, [now, *part])
        anew = int(cursor.rowcount)
        cursor.execute(_LEAVE, part)
    return anew


def _at(roster_id: UUID, *where: State) -> Roster | None:
    """The import, locked, if it still stands there."""
    found = Roster.objects.select_for_update().filter(id=roster_id, state__in=where)
    return found.filter(until__gt=clock.now()).first()


def _seal(roster: Roster, rows: Sequence[Good]) -> set[int]:
    if not rows:
        return set()
    ids = [new_id() for _ in rows]
    contents = [
        held_keys.seal(roster.id, _content(one.draft), _place(id_))
        for one, id_ in zip(rows, ids, strict=True)
    ]
    matches = [reads.match_of(one.draft.number) for one in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            _SEAL,
            [Answer.WAITING.value, matches, ids, [one.row for one in rows], contents, roster.id],
        )
        return {at_row for (at_row,) in cursor.fetchall()}


def _content(draft: Draft) -> bytes:
    said = {"name": draft.name, "phone": draft.phone, "facts": draft.facts, "source": draft.source}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _place(id_: UUID) -> bytes:
    # As the sealed column binds it: its table, its name, its row.
    return f"invitations_invitation.content.{id_}".encode()


def _set_aside(roster: Roster, rows: Sequence[Bad]) -> None:
    now = clock.now()
    UnfitRow.objects.bulk_create(
        [
            UnfitRow(
                roster_id=roster.id,
                at_row=one.row,
                cells=[list(cell) for cell in one.cells],
                faults=[[fault.column, fault.code.value] for fault in one.faults],
                at=now,
            )
            for one in rows
        ]
    )


def _noted(known: dict[str, Any], notes: Sequence[tuple[int, Noted]]) -> dict[str, tuple[int, str]]:
    found = {code: (count, where) for code, (count, where) in known.items()}
    for row, note in notes:
        count, where = found.get(note.code.value, (0, address(row, note.column)))
        found[note.code.value] = (count + 1, where)
    return found


def _stop(roster: Roster, code: str) -> None:
    roster.state, roster.stopped_for = State.STOPPED, code
    roster.file_key = None
