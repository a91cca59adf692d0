"""The verbs: complain, answer, mediate, agree; take, open, decide; what time and an end do."""

from jiaxin.flows.complaints.services.answering import agree, answer, disagree, propose
from jiaxin.flows.complaints.services.desk import (
    assign,
    close,
    decide,
    hand_back,
    lift_hold,
    open_file,
    open_page,
    pass_on,
    step_back,
    take,
    take_more_time,
)
from jiaxin.flows.complaints.services.filing import admit_file, attach, file, withdraw
from jiaxin.flows.complaints.services.helping import (
    begin_for_family,
    begin_for_worker,
    file_for,
    service_to_name,
    services_to_name,
)
from jiaxin.flows.complaints.services.keeping import forget_person, move_on

__all__ = [
    "admit_file",
    "agree",
    "answer",
    "assign",
    "attach",
    "begin_for_family",
    "begin_for_worker",
    "close",
    "decide",
    "disagree",
    "file",
    "file_for",
    "forget_person",
    "hand_back",
    "lift_hold",
    "move_on",
    "open_file",
    "open_page",
    "pass_on",
    "propose",
    "service_to_name",
    "services_to_name",
    "step_back",
    "take",
    "take_more_time",
    "withdraw",
]
