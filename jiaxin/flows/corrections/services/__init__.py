"""The verbs of corrections: of whoever files, of helpers, of sources, of officers, of viewers."""

from jiaxin.flows.corrections.services.desk import (
    close,
    decide,
    hand_back,
    open_file,
    open_page,
    take,
    take_more_time,
)
from jiaxin.flows.corrections.services.filing import admit_file, appeal, attach, file, withdraw
from jiaxin.flows.corrections.services.helping import (
    begin_for_firm,
    begin_for_worker,
    facts_to_name,
    file_for,
    firm_to_name,
)
from jiaxin.flows.corrections.services.settling import Decision
from jiaxin.flows.corrections.services.sources import (
    move_on,
    note_forwarded,
    put_question,
    take_answer,
    take_late_answer,
    to_desk,
)
from jiaxin.flows.corrections.services.viewers import note_read

__all__ = [
    "Decision",
    "admit_file",
    "appeal",
    "attach",
    "begin_for_firm",
    "begin_for_worker",
    "close",
    "decide",
    "facts_to_name",
    "file",
    "file_for",
    "firm_to_name",
    "hand_back",
    "move_on",
    "note_forwarded",
    "note_read",
    "open_file",
    "open_page",
    "put_question",
    "take",
    "take_answer",
    "take_late_answer",
    "take_more_time",
    "to_desk",
    "withdraw",
]
