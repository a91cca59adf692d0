"""Endings of penalties (撤销、信用修复): the penalty is shown no more from that message on."""

from jiaxin.facts.firms.rules.penalties import Ended
from jiaxin.gateways.exchange import columns, firm_rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "on")


ADAPTER = Adapter(
    service="firm-penalty-end",
    words=Words(zh="处罚撤销与信用修复", en="Endings of penalties"),
    sorts=frozenset({PartySort.MARKET, PartySort.CREDIT}),
    columns=(
        columns.CODE,
        columns.text("document", 128, "决定书文号", "the penalty's number"),
        columns.word("how", tuple(Ended), "原因", "annulled, or repaired"),
        columns.day("on", "日期", "on which day"),
        columns.CHECKED_AT,
        columns.FIXES,
    ),
    taker=Taker.FIRMS,
    fact="penalty-end",
    content=firm_rows.content,
    check=_check,
)
