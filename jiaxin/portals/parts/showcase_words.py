"""How pages name what cards know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.showcase.rules import NameShown
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    NameShown: {
        NameShown.MASKED: Words(zh="隐去中间的字，例如 王*兰", en="With letters hidden, as 王*兰"),
        NameShown.FULL: Words(zh="全名", en="The whole name"),
        NameShown.OWN: Words(zh="自己取一个称呼", en="A name of my own choice"),
    },
}
