"""Skill levels (技能等级) of rating bodies: a trade and a level."""

from typing import Any

from jiaxin.facts.records.trades import Level, Trade
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    return columns.said(row, "trade", "level", "certificate_no", "issuer", "on")


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "on")


ADAPTER = Adapter(
    service="skill",
    words=Words(zh="技能等级", en="Skill levels"),
    sorts=frozenset({PartySort.RATING, PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.word("trade", tuple(Trade), "职业", "the trade"),
        columns.word("level", tuple(Level), "等级", "the level"),
        columns.text("certificate_no", 64, "证书编号", "the certificate's number"),
        columns.text("issuer", 100, "评价机构", "who rated it"),
        columns.day("on", "发证日期", "the day it was issued"),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="skill",
    content=_content,
    check=_check,
)
