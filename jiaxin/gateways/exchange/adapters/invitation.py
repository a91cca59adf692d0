"""Records of a predecessor system (前期平台) about somebody who has not agreed yet: an invitation.

Whoever it names opens it herself, once she is proven; nothing of it is a record before she agrees.
"""

from typing import Any

from jiaxin.facts.records.trades import Trade
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Faulty, Row, RowFault
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words

# Each fact by its columns: what must be there together, and what may be.
_WORK = (("firm", "trade", "since"), ("until",))
_COURSE = (("course", "issuer", "on"), ("hours",))


def _content(row: Row) -> dict[str, Any]:
    """Each fact that waits, by its kind."""
    found = {"employment": columns.said(row, *_WORK[0], *_WORK[1])}
    found["training"] = columns.said(row, *_COURSE[0], *_COURSE[1])
    return {kind: said for kind, said in found.items() if said}


def _check(row: Row) -> None:
    columns.not_in_future(row)
    for needed, also in (_WORK, _COURSE):
        if any(row[name] is not None for name in (*needed, *also)):
            for name in needed:
                if row[name] is None:
                    raise Faulty(RowFault.MISSING, name)
    columns.happened(row, "since")
    columns.happened(row, "until")
    columns.happened(row, "on")
    if row["since"] is not None:
        columns.in_order(row, "since", "until")


ADAPTER = Adapter(
    service="invitation",
    words=Words(zh="前期平台的记录", en="Records of a predecessor"),
    sorts=frozenset({PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.text("firm", 100, "工作单位", "where she worked", required=False),
        columns.word("trade", list(Trade), "工种", "as what", required=False),
        columns.day("since", "从", "from when", required=False),
        columns.day("until", "到", "until when", required=False),
        columns.text("course", 100, "课程", "a course that she took", required=False),
        columns.text("issuer", 100, "培训机构", "who gave it", required=False),
        columns.day("on", "结业日期", "the day it ended", required=False),
        columns.whole("hours", 1, 5000, "课时", "its hours", required=False),
        columns.FIXES,
    ),
    taker=Taker.INVITATIONS,
    fact="invitation",
    content=_content,
    check=_check,
)
