"""Epidemic answers (防疫答复) of a health department, while an order is in force in its region."""

from typing import Any

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.epidemic.rules import AuthorityWord
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.errors import ExchangeRefusal, NoOrderInForce
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    return columns.said(row, "word", "region")


def _closed() -> ExchangeRefusal | None:
    return None if epidemic.is_open() else NoOrderInForce()


ADAPTER = Adapter(
    service="epidemic",
    words=Words(zh="防疫答复", en="Epidemic answers"),
    sorts=frozenset({PartySort.HEALTH}),
    columns=(
        *columns.PERSON,
        columns.word("word", tuple(AuthorityWord), "答复", "the answer, and nothing more"),
        columns.region("region", "答复适用的地区", "where it holds"),
        columns.FIXES,
    ),
    taker=Taker.EPIDEMIC,
    fact="epidemic",
    content=_content,
    check=columns.not_in_future,
    place="region",
    closed=_closed,
)
