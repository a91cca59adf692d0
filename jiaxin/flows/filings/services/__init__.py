"""The verbs of filings: what a firm does, and what an officer does."""

from jiaxin.flows.filings.services.filing import (
    admit_file,
    attach,
    begin_award,
    begin_profile,
    drop_paper,
    save,
    submit,
)
from jiaxin.flows.filings.services.keeping import announce_changes
from jiaxin.flows.filings.services.overseeing import (
    be_away,
    come_back,
    hold_interview,
    note_check,
    settle_interview,
)
from jiaxin.flows.filings.services.reviewing import (
    accept,
    assign,
    hand_back,
    open_page,
    send_back,
    take,
)
from jiaxin.flows.filings.services.withdrawing import call_back, give_up, withdraw_award

__all__ = [
    "accept",
    "admit_file",
    "announce_changes",
    "assign",
    "attach",
    "be_away",
    "begin_award",
    "begin_profile",
    "call_back",
    "come_back",
    "drop_paper",
    "give_up",
    "hand_back",
    "hold_interview",
    "note_check",
    "open_page",
    "save",
    "send_back",
    "settle_interview",
    "submit",
    "take",
    "withdraw_award",
]
