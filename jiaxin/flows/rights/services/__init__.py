"""Rights' verbs, one file a topic: copies of the record, its restriction, its deletion."""

from jiaxin.flows.rights.services.closings import (
    ask_closing,
    close_record,
    object_to_closing,
    refuse_closing,
)
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
from jiaxin.flows.rights.services.restores import note_backup, restore

__all__ = [
    "admit_check",
    "ask_closing",
    "ask_deletion",
    "ask_export",
    "close_account",
    "close_record",
    "delete_due",
    "delete_now",
    "erase_past",
    "note_backup",
    "object_to_closing",
    "pause",
    "refuse_closing",
    "refuse_while_paused",
    "restore",
    "resume",
    "settle_export",
    "take_file",
    "undo_deletion",
]
