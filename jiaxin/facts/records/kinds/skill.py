"""Skill (技能等级): a trade and a level, certified by a rating body."""

from dataclasses import dataclass
from datetime import date

from jiaxin.facts.records.contents import FactKind, Name, Number, not_later
from jiaxin.facts.records.rules import Came, Section
from jiaxin.facts.records.trades import LEVELS, TRADES, Level, Trade
from jiaxin.ground.words import Words


@dataclass(frozen=True, slots=True)
class Skill:
    """One certificate."""

    trade: Trade
    level: Level
    certificate_no: Number
    issuer: Name
    on: date

    def check(self, today: date) -> None:
        not_later(self.on, today, "on")


def _about(content: Skill, _: Came) -> str:
    return f"{content.issuer.casefold()}/{content.certificate_no.casefold()}"


KIND = FactKind(
    code="skill",
    words=Words(zh="技能等级", en="Skill level"),
    content=Skill,
    comes=frozenset({Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/skill",
    labels={
        "trade": Words(zh="职业", en="Trade"),
        "level": Words(zh="等级", en="Level"),
        "certificate_no": Words(zh="证书编号", en="Certificate no."),
        "issuer": Words(zh="评价机构", en="Rated by"),
        "on": Words(zh="发证日期", en="Issued on"),
    },
    headline=("trade", "level"),
    viewer_sees=frozenset({"trade", "level", "issuer", "on"}),
    section=Section.SKILL,
    about=_about,
    valid_from=lambda content: content.on,
    in_light=True,
    vocabulary={Trade: TRADES, Level: LEVELS},
)
