"""The words that firms use for trades, covers and yes or no, and which of ours they mean."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from jiaxin.facts.records.kinds.insurance import COVERS, Cover
from jiaxin.facts.records.trades import TRADES, Trade
from jiaxin.flows.invitations.rules.cells import Cell
from jiaxin.ground.words import Words


class UnknownWord(ValueError):
    """None of the words that can be used."""


_TRADES: dict[Trade, str] = {
    Trade.MATERNITY_CARE: "月嫂 母婴护理 母婴护理员 产妇护理",
    Trade.CHILD_CARE: "育儿嫂 育婴师 育婴员 育儿 婴幼儿照护",
    Trade.HOUSEKEEPING: "保姆 家政服务员 家务服务员 家务 住家保姆 家政",
    Trade.HOME_CARE: "家庭照护 家庭照护员 居家照护",
    Trade.ELDER_CARE: "养老护理 养老护理员 老人护理 老人照护 护老",
    Trade.PATIENT_CARE: "护工 医疗护理员 陪护 病人护理 病患护理",
    Trade.CLEANING: "保洁 保洁员 小时工 钟点工 清洁 清洁工",
    Trade.TIDYING: "收纳 整理收纳 整理收纳师 收纳师",
    Trade.COOKING: "家庭厨师 做饭 厨师 做饭阿姨 烹饪",
    Trade.OTHER: "其他 其它 其他家政服务",
}
_COVERS: dict[Cover, str] = {
    Cover.ACCIDENT: "意外险 意外 人身意外险 意外伤害险 人身意外伤害保险 意外伤害保险",
    Cover.LIABILITY: "责任险 职业责任险 家政责任险 职业责任保险 家政服务责任险",
    Cover.OTHER: "其他 其它 其他保险",
}
_YES = frozenset(["是", "住家", "y", "yes", "true", "1", "√", "✓", "有"])
_NO = frozenset(["否", "不住家", "n", "no", "false", "0", "×", "无", "非住家"])


def _known[E: StrEnum](said: Mapping[E, str], words: Mapping[E, Words]) -> dict[str, E]:
    found = {word: one for one, spoken in said.items() for word in spoken.split()}
    for one in words:
        found |= {one.value: one, words[one].zh: one, words[one].en.casefold(): one}
    return found


_TRADE = _known(_TRADES, TRADES)
_COVER = _known(_COVERS, COVERS)


def trade(cell: Cell) -> Trade:
    """Which trade: 月嫂 is a mother and baby carer."""
    try:
        return _TRADE[_plain(cell)]
    except KeyError:
        raise UnknownWord from None


def cover(cell: Cell) -> Cover:
    """What a policy covers."""
    try:
        return _COVER[_plain(cell)]
    except KeyError:
        raise UnknownWord from None


def yes_no(cell: Cell) -> bool:
    """Yes or no, as lists have it."""
    word = _plain(cell).removesuffix(".0")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnknownWord


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", cell.text).strip().casefold()
