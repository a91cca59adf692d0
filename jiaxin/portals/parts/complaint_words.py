"""How pages name what complaints know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.complaints.rules import Finding, Matter, Part, Sort, State
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Matter: {
        Matter.NOT_AS_AGREED: Words(zh="没有按约定服务", en="Not as agreed"),
        Matter.THEFT: Words(zh="偷窃", en="Theft"),
        Matter.HARM: Words(zh="人身伤害", en="Harm to a person"),
        Matter.FEES: Words(zh="费用、工资", en="Fees or wages"),
        Matter.HARASSMENT: Words(zh="骚扰", en="Harassment"),
    },
    Part: {
        Part.COMPLAINS: Words(zh="我投诉的", en="My complaint"),
        Part.ANSWERS: Words(zh="投诉我方的", en="Against us"),
        Part.MEDIATES: Words(zh="请我方调解的", en="Ours to mediate"),
    },
    Sort: {
        Sort.COMPLAINT: Words(zh="投诉", en="The complaint"),
        Sort.ANSWER: Words(zh="答复", en="The answer"),
        Sort.PROPOSAL: Words(zh="企业的调解方案", en="What the firm proposes"),
        Sort.MORE_TIME: Words(zh="延期的理由", en="Why it takes longer"),
        Sort.CLOSING: Words(zh="终止的依据", en="Why it was closed"),
        Sort.PASSED_ON: Words(zh="移送的理由", en="Why it was passed on"),
    },
    Finding: {
        Finding.UPHELD: Words(zh="投诉成立", en="Upheld"),
        Finding.PARTLY: Words(zh="部分成立", en="Upheld in part"),
        Finding.DISMISSED: Words(zh="投诉不成立", en="Dismissed"),
    },
    State: {
        State.FILED: Words(zh="等对方答复", en="Waits for the answer"),
        State.MEDIATING: Words(zh="企业调解中", en="The firm mediates"),
        State.AT_DESK: Words(zh="主管部门办理中", en="With the department"),
        State.SETTLED: Words(zh="双方和解", en="Settled"),
        State.UPHELD: Words(zh="投诉成立", en="Upheld"),
        State.PARTLY: Words(zh="部分成立", en="Upheld in part"),
        State.DISMISSED: Words(zh="投诉不成立", en="Dismissed"),
        State.WITHDRAWN: Words(zh="已撤回", en="Taken back"),
        State.CLOSED: Words(zh="已终止", en="Closed"),
    },
}

LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: {
        State.FILED: "warn",
        State.MEDIATING: "warn",
        State.AT_DESK: "warn",
        # Two read it, and what is good for one is not for the other: decided, in no colour.
        State.SETTLED: "ok",
        State.UPHELD: "none",
        State.PARTLY: "none",
        State.DISMISSED: "none",
        State.WITHDRAWN: "none",
        State.CLOSED: "none",
    },
}
