"""How pages name what engagements know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.engagements.rules import Authorised, Began, Check, CodeUse, Invited, State
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    State: {
        State.ENGAGED: Words(zh="在职", en="Works there"),
        State.LEFT: Words(zh="本人离职", en="Left"),
        State.RELEASED: Words(zh="企业办理离职", en="Released by the firm"),
    },
    Invited: {
        Invited.SENT: Words(zh="等待答复", en="Waiting"),
        Invited.ACCEPTED: Words(zh="已确认入职", en="Accepted"),
        Invited.DECLINED: Words(zh="已谢绝", en="Declined"),
        Invited.TAKEN_BACK: Words(zh="已撤回", en="Taken back"),
        Invited.LAPSED: Words(zh="已过期", en="Lapsed"),
    },
    Began: {
        Began.CODE: Words(zh="扫码", en="By a code"),
        Began.PHONE: Words(zh="手机号邀请", en="By phone number"),
        Began.ROSTER: Words(zh="名册导入", en="By a roster"),
    },
    CodeUse: {
        CodeUse.JOIN: Words(zh="入职", en="To join"),
        CodeUse.RENEW: Words(zh="续期授权", en="To renew"),
    },
    Check: {
        Check.DONE: Words(zh="本年已核查", en="Checked this year"),
        Check.SOON: Words(zh="快到期", en="Due soon"),
        Check.DUE: Words(zh="该核查了", en="Due now"),
    },
    Authorised: {
        Authorised.NOT_ASKED: Words(zh="没有请求过", en="Not asked"),
        Authorised.WAITING: Words(zh="等她答复", en="Waits for her"),
        Authorised.DECLINED: Words(zh="她没有同意", en="She said no"),
        Authorised.IN_FORCE: Words(zh="授权有效", en="In force"),
        Authorised.ENDED: Words(zh="已到期", en="Ended"),
        Authorised.TAKEN_BACK: Words(zh="她撤回了", en="Taken back"),
    },
}

LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: {State.ENGAGED: "ok", State.LEFT: "none", State.RELEASED: "none"},
    Invited: {
        Invited.SENT: "warn",
        Invited.ACCEPTED: "ok",
        Invited.DECLINED: "none",
        Invited.TAKEN_BACK: "none",
        Invited.LAPSED: "none",
    },
    Check: {Check.DONE: "ok", Check.SOON: "warn", Check.DUE: "bad"},
    Authorised: {
        Authorised.NOT_ASKED: "none",
        Authorised.WAITING: "warn",
        Authorised.DECLINED: "bad",
        Authorised.IN_FORCE: "ok",
        Authorised.ENDED: "warn",
        Authorised.TAKEN_BACK: "bad",
    },
}
