"""Stored checkpoints. One whose signature is not ours counts for nothing, whoever put it there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jiaxin.trust.audit import logkeys, notes
from jiaxin.trust.audit.models import Checkpoint
from jiaxin.trust.audit.notes import Head, Key, NotSigned

_LOOK_BACK = 100


@dataclass(frozen=True, slots=True)
class Stored:
    """A checkpoint that a key of this log signed."""

    id: int
    size: int
    root: bytes
    note: str
    at: datetime


def newest(*, up_to: int | None = None) -> Stored | None:
    """The newest that is truly ours; `up_to`: that speaks of no more lines than these."""
    rows = Checkpoint.objects.order_by("-id")
    if up_to is not None:
        rows = rows.filter(size__lte=up_to)
    for row in rows[:_LOOK_BACK]:
        if found := genuine(row):
            return found
    return None


def genuine(row: Checkpoint, keys: Iterable[Key] = ()) -> Stored | None:
    """The row, if one of our keys, or of these, signed what it says."""
    try:
        head = head_of(row.note, keys)
    except (NotSigned, ValueError):
        return None
    if (head.size, head.root) != (row.size, bytes(row.root)):
        return None
    return Stored(row.id, head.size, head.root, row.note, row.at)


def head_of(note: str, keys: Iterable[Key] = ()) -> Head:
    """What a note of this log says; NotSigned or ValueError for any other."""
    # A deployment that moved to another address signed under another name, with the same keys.
    name = note.partition("\n")[0]
    if not re.fullmatch(r"[^\s+]+", name):
        raise NotSigned("not a checkpoint")
    return Head.parse(notes.opened(note, [*logkeys.known(name), *keys]))
