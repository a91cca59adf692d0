"""How pages name what placements know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.placements.rules import Side, State
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    State: {
        State.PROPOSED: Words(zh="等待确认", en="Waiting for a yes"),
        State.CONFIRMED: Words(zh="服务中", en="Going on"),
        State.DECLINED: Words(zh="没有确认", en="Declined"),
        State.TAKEN_BACK: Words(zh="已撤回", en="Taken back"),
        State.LAPSED: Words(zh="7 天没有确认，已作废", en="Not confirmed within a week"),
        State.ENDED: Words(zh="已结束", en="Over"),
    },
    Side: {
        Side.WORKER: Words(zh="服务员", en="the worker"),
        Side.FAMILY: Words(zh="家庭", en="the family"),
        Side.FIRM: Words(zh="企业", en="the firm"),
        Side.TIME: Words(zh="到期", en="its time"),
    },
}

LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: {
        State.PROPOSED: "warn",
        State.CONFIRMED: "ok",
        State.DECLINED: "none",
        State.TAKEN_BACK: "none",
        State.LAPSED: "none",
        State.ENDED: "none",
    },
}
