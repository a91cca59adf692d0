"""Rights' verbs, one file a topic: copies of the record, its restriction, its deletion."""

from jiaxin.flows.rights.services.deletions import (
    ask_deletion,
    close_account,
    delete_due,
    delete_now,
    undo_deletion,
)
from jiaxin.flows.rights.services.ends import erase_past
from jiaxin.flows.rights.services.exports import admit_check, ask_export, settle_export, take_file
from jiaxin.flows.rights.services.pauses import pause, refuse_while_paused, resume

__all__ = [
    "admit_check",
    "ask_deletion",
    "ask_export",
    "close_account",
    "delete_due",
    "delete_now",
    "erase_past",
    "pause",
    "refuse_while_paused",
    "resume",
    "settle_export",
    "take_file",
    "undo_deletion",
]
