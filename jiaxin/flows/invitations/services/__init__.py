"""The verbs of invitations: a firm's import, the job's steps through it, her answer, its end."""

from jiaxin.flows.invitations.services.answering import accept, decline, forget
from jiaxin.flows.invitations.services.checking import (
    end_check,
    note_head,
    open_rows,
    stop,
    take_rows,
)
from jiaxin.flows.invitations.services.ending import end
from jiaxin.flows.invitations.services.importing import drop, map_columns, open_roster, upload
from jiaxin.flows.invitations.services.inheriting import inherit

__all__ = [
    "accept",
    "decline",
    "drop",
    "end",
    "end_check",
    "forget",
    "inherit",
    "map_columns",
    "note_head",
    "open_roster",
    "open_rows",
    "stop",
    "take_rows",
    "upload",
]
