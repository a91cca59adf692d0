"""The desk's verbs: how a case begins, how she is heard, how reviewers decide, what time does."""

from jiaxin.flows.vetting.services.ageing import rest, review_finding
from jiaxin.flows.vetting.services.desk import (
    give_opinion,
    hand_back,
    open_file,
    open_page,
    take,
    take_more_time,
)
from jiaxin.flows.vetting.services.hearing import admit_file, appeal, attach, be_done, say
from jiaxin.flows.vetting.services.opening import close_case, note_answer, open_case

__all__ = [
    "admit_file",
    "appeal",
    "attach",
    "be_done",
    "close_case",
    "give_opinion",
    "hand_back",
    "note_answer",
    "open_case",
    "open_file",
    "open_page",
    "rest",
    "review_finding",
    "say",
    "take",
    "take_more_time",
]
