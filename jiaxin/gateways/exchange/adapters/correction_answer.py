"""Later answers (异议答复) of a body that was asked about its own fact: the decision, and why."""

import json
from typing import Any
from uuid import UUID

from jiaxin.flows.corrections.rules import Finding, Remedy
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Faulty, Row, RowFault
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    said = columns.said(row, "correction", "answer", "reasons", "remedy")
    return said | ({"row": json.loads(row["row"])} if row["row"] else {})


def _check(row: Row) -> None:
    columns.not_in_future(row)
    try:
        UUID(row["correction"])
    except ValueError:
        raise Faulty(RowFault.WRONG_TYPE, "correction") from None
    try:
        whole = json.loads(row["row"] or "{}")
    except (ValueError, RecursionError):
        raise Faulty(RowFault.WRONG_TYPE, "row") from None
    if not isinstance(whole, dict):
        raise Faulty(RowFault.WRONG_TYPE, "row")


ADAPTER = Adapter(
    service="correction-answer",
    words=Words(zh="异议答复", en="Answers to corrections"),
    sorts=frozenset(PartySort),
    columns=(
        columns.CHECKED_AT,
        columns.text("correction", 36, "异议编号", "the correction's number"),
        columns.word("answer", tuple(Finding), "答复", "what was decided"),
        columns.text("reasons", 2000, "理由", "why, in plain words"),
        columns.word("remedy", tuple(Remedy), "更正方式", "how it is put right", required=False),
        columns.text("row", 4000, "正确的内容（JSON）", "the right row, as JSON", required=False),
        columns.FIXES,
    ),
    taker=Taker.CORRECTIONS,
    fact="correction",
    content=_content,
    check=_check,
)
