"""Insurance (保险) of insurers: a policy that covers her at work."""

from typing import Any

from jiaxin.facts.records.kinds.insurance import Cover
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    return columns.said(row, "cover", "insurer", "policy_no", "since", "until")


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.in_order(row, "since", "until")


ADAPTER = Adapter(
    service="insurance",
    words=Words(zh="保险", en="Insurance"),
    sorts=frozenset({PartySort.INSURER, PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.word("cover", tuple(Cover), "险种", "what it covers"),
        columns.text("insurer", 100, "保险公司", "the insurer"),
        columns.text("policy_no", 64, "保单号", "the policy's number"),
        columns.day("since", "生效日期", "its first day"),
        columns.day("until", "有效期至", "its last day"),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="insurance",
    content=_content,
    check=_check,
)
