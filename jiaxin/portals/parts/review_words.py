"""How pages name what reviews know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.reviews.rules import Answer, Ground, Question, State, Why
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Question: {
        Question.AGREED: Words(zh="按说好的做了吗", en="Was the work done as agreed"),
        Question.CAREFUL: Words(zh="做事细心、安全吗", en="Was it done with care, and safely"),
        Question.KIND: Words(zh="待人和气吗", en="Was she kind"),
        Question.AGAIN: Words(zh="还会再请她吗", en="Would you have her again"),
    },
    Answer: {
        Answer.YES: Words(zh="是", en="Yes"),
        Answer.PARTLY: Words(zh="一般", en="In part"),
        Answer.NO: Words(zh="不是", en="No"),
    },
    State: {
        State.HELD: Words(zh="等工作人员看过再展示", en="Waits for an officer to read it"),
        State.SHOWN: Words(zh="已展示", en="Shown"),
        State.REMOVED: Words(zh="不予展示", en="Not shown"),
        State.TAKEN_BACK: Words(zh="已撤回", en="Taken back"),
    },
    Why: {
        Why.WORDS: Words(zh="用词需要人看", en="Its words want a reader"),
        Why.REPORTED: Words(zh="服务员举报", en="Reported by the worker"),
    },
    Ground: {
        Ground.INSULT: Words(zh="骂人、侮辱", en="It insults"),
        Ground.ACCUSATION: Words(
            zh="指责违法犯罪，应当投诉或报警", en="It accuses of a crime: that is for a complaint"
        ),
        Ground.PRIVATE: Words(zh="泄露个人隐私", en="It tells private matters"),
        Ground.ADVERT: Words(zh="广告、留联系方式", en="It advertises, or gives a contact"),
        Ground.ELSEWHERE: Words(zh="与这次服务无关", en="It is not about this service"),
    },
}
# Nobody would have her again "in part".
_AGAIN = {
    Answer.YES: Words(zh="会", en="Yes"),
    Answer.PARTLY: Words(zh="不一定", en="Perhaps"),
    Answer.NO: Words(zh="不会", en="No"),
}


def answered(question: Question, answer: Answer) -> Words:
    """An answer in words that fit its question."""
    return (_AGAIN if question is Question.AGAIN else WORDS[Answer])[answer]


LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: {
        State.HELD: "warn",
        State.SHOWN: "ok",
        State.REMOVED: "none",
        State.TAKEN_BACK: "none",
    },
}
