"""Training (培训) of training bodies: a course that somebody took."""

from typing import Any

from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    return columns.said(row, "course", "issuer", "on", "hours", "passed", "certificate_no")


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "on")


ADAPTER = Adapter(
    service="training",
    words=Words(zh="培训记录", en="Training"),
    sorts=frozenset({PartySort.TRAINING, PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.text("course", 100, "课程", "the course"),
        columns.text("issuer", 100, "培训机构", "who gave it"),
        columns.day("on", "结业日期", "the day it ended"),
        columns.whole("hours", 1, 5000, "课时", "its hours", required=False),
        columns.yes_no("passed", "考核是否通过", "whether its exam was passed", required=False),
        columns.text("certificate_no", 64, "证书编号", "the certificate's number", required=False),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="training",
    content=_content,
    check=_check,
)
