"""Local certificates (地方证书) of local platforms: the number that they gave her, beside ours."""

from typing import Any

from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    said = columns.said(row, "issuer", "region", "since", "until")
    return {"number": row["certificate_no"], **said}


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "since")
    columns.in_order(row, "since", "until")


ADAPTER = Adapter(
    service="local-certificate",
    words=Words(zh="地方证书", en="Local certificates"),
    sorts=frozenset({PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.text("certificate_no", 64, "地方证书编号", "the certificate's number"),
        columns.text("issuer", 100, "发证平台", "who issued it"),
        columns.region("region", "证书适用的地区", "where it counts"),
        columns.day("since", "发证日期", "its first day"),
        columns.day("until", "有效期至", "its last day", required=False),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="local_number",
    content=_content,
    check=_check,
    place="region",
)
