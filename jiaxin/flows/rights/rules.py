"""Decisions of a person's rights: how long copies wait, how long a deletion may be undone. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum


class FileKind(StrEnum):
    """In which form she takes her copy."""

    PDF = "pdf"
    JSON = "json"


class ExportState(StrEnum):
    """Where one copy stands."""

    ASKED = "asked"
    READY = "ready"


class DeletionState(StrEnum):
    """Where one deletion stands. Undone and done are final."""

    ASKED = "asked"
    UNDONE = "undone"
    DONE = "done"


FILES_LAST = timedelta(days=1)
# Long enough for who did not mean it, or did not do it; nothing is used meanwhile (PIPL art. 47).
COOLING_OFF = timedelta(days=3)
# A job that was killed is taken over within seconds; beyond this something is wrong.
CUT_OFF_AFTER = timedelta(minutes=2)


def files_are_there(made_at: datetime | None, now: datetime) -> bool:
    """Whether the files of a copy may still be taken."""
    return made_at is not None and now < made_at + FILES_LAST


def was_cut_off(state: ExportState, asked_at: datetime, now: datetime) -> bool:
    """Whether a copy takes so long that she had better ask again."""
    return state is ExportState.ASKED and now - asked_at > CUT_OFF_AFTER


def is_due(state: DeletionState, due_at: datetime, now: datetime) -> bool:
    """Whether a deletion may no longer be undone, and is to be done."""
    return state is DeletionState.ASKED and now >= due_at
