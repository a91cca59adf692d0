"""Employment (从业经历): where she worked, as what, from when until when."""

from dataclasses import dataclass
from datetime import date

from jiaxin.facts.records.contents import FactKind, Name, Number, in_order, not_later
from jiaxin.facts.records.rules import Came, Section
from jiaxin.facts.records.trades import TRADES, Trade
from jiaxin.ground.words import Words


@dataclass(frozen=True, slots=True)
class Employment:
    """`firm` is a firm or a family; `until` is open while she works there."""

    firm: Name
    trade: Trade
    since: date
    until: date | None = None
    lives_in: bool | None = None
    firm_code: Number | None = None

    def check(self, today: date) -> None:
        not_later(self.since, today, "since")
        in_order(self.since, self.until, "until")
        if self.until is not None:
            not_later(self.until, today, "until")


def _about(content: Employment, _: Came) -> str:
    return f"{content.firm.casefold()}/{content.trade}/{content.since}"


KIND = FactKind(
    code="employment",
    words=Words(zh="从业经历", en="Employment"),
    content=Employment,
    comes=frozenset({Came.ENTERED, Came.SUPPLIED, Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/employment",
    labels={
        "firm": Words(zh="单位", en="Employer"),
        "trade": Words(zh="工种", en="Trade"),
        "since": Words(zh="从", en="From"),
        "until": Words(zh="到", en="To"),
        "lives_in": Words(zh="住家", en="Lived in"),
        "firm_code": Words(zh="统一社会信用代码", en="Credit code"),
    },
    headline=("trade", "firm"),
    viewer_sees=frozenset({"firm", "trade", "since", "until", "lives_in"}),
    section=Section.EMPLOYMENT,
    about=_about,
    valid_from=lambda content: content.since,
    valid_to=lambda content: content.until,
    confirmed=True,
    in_light=True,
    vocabulary={Trade: TRADES},
)
