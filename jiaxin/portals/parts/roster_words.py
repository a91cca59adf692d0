"""How pages name what rosters and invitations know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.facts.records.trades import TRADES
from jiaxin.flows.invitations.rules.faults import NOTES, CellNote
from jiaxin.flows.invitations.rules.headings import WORDS as HEADINGS
from jiaxin.flows.invitations.rules.headings import Field
from jiaxin.flows.invitations.rules.states import State
from jiaxin.ground.words import Words

REASON = Words(zh="问题和改法", en="What is wrong, and what to do")
TEMPLATE_NAME = Words(zh="家政服务员花名册", en="roster")

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    State: {
        State.CAUGHT: Words(zh="正在读取", en="Being read"),
        State.MAPPING: Words(zh="等您对应各列", en="Waits for your columns"),
        State.CHECKING: Words(zh="正在检查", en="Being checked"),
        State.CHECKED: Words(zh="检查完，等您导入", en="Checked; waits for you"),
        State.OPENING: Words(zh="正在导入", en="Being imported"),
        State.OPEN: Words(zh="已导入", en="Imported"),
        State.STOPPED: Words(zh="没有读成", en="Could not be read"),
        State.DROPPED: Words(zh="已取消", en="Dropped"),
    },
    CellNote: NOTES,
    Field: HEADINGS,
}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: {
        State.CAUGHT: "none",
        State.MAPPING: "warn",
        State.CHECKING: "none",
        State.CHECKED: "warn",
        State.OPENING: "none",
        State.OPEN: "ok",
        State.STOPPED: "bad",
        State.DROPPED: "none",
    },
}

_TRADES = ", ".join(words.en for words in TRADES.values())
_DAY = Words(zh="写成 2026-11-25", en="Write 2026-11-25")
_INSURED = Words(zh="五项保险信息要么都填，要么都不填", en="All five of a policy, or none")
# What each column takes, as the page for uploading says it.
GUIDE: dict[Field, Words] = {
    Field.NAME: Words(zh="必填。与证件一致", en="Required. As on the card"),
    Field.NUMBER: Words(
        zh="必填。18 位；表格里请先设成“文本”格式",
        en="Required. 18 characters; set the column to text first",
    ),
    Field.PHONE: Words(zh="可不填。内地 11 位", en="Optional. 11 digits on the mainland"),
    Field.FIRM_CODE: Words(
        zh="可不填。填了必须是本企业的", en="Optional; if given, your own firm's"
    ),
    Field.TRADE: Words(
        zh="月嫂、育儿嫂、保姆、家庭照护、养老护理、护工、保洁、收纳、厨师、其他；与入职日期一起填",
        en=f"{_TRADES}; together with “Employed since”",
    ),
    Field.SINCE: _DAY,
    Field.LIVES_IN: Words(zh="是、否、住家、不住家", en="yes or no"),
    Field.COURSE: Words(zh="与结业日期一起填", en="Together with “Completed on”"),
    Field.COURSE_ISSUER: Words(zh="不填就是本企业", en="Your own firm if empty"),
    Field.COURSE_ON: _DAY,
    Field.COURSE_HOURS: Words(zh="1 到 5000 的整数", en="A whole number, 1 to 5000"),
    Field.COVER: Words(
        zh="意外险、责任险、其他；五项保险信息要么都填，要么都不填",
        en="accident, liability or other; all five of a policy, or none",
    ),
    Field.INSURER: _INSURED,
    Field.POLICY_NO: _INSURED,
    Field.INSURED_FROM: _DAY,
    Field.INSURED_TO: _DAY,
}
