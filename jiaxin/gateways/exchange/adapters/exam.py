"""Health examinations (体检) of exam hospitals: class, conclusion, validity; never a value."""

from typing import Any

from jiaxin.facts.records.rules import Conclusion, ExamClass
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    names = ("exam_class", "conclusion", "issuer", "report_no", "on", "until")
    return columns.said(row, *names)


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "on")
    columns.in_order(row, "on", "until")


ADAPTER = Adapter(
    service="exam",
    words=Words(zh="健康体检结论", en="Health examinations"),
    sorts=frozenset({PartySort.HOSPITAL}),
    columns=(
        *columns.PERSON,
        columns.word("exam_class", tuple(ExamClass), "体检类别", "its class"),
        columns.word("conclusion", tuple(Conclusion), "结论", "the conclusion, and nothing more"),
        columns.text("issuer", 100, "体检机构", "the hospital"),
        columns.text("report_no", 64, "报告编号", "the report's number"),
        columns.day("on", "体检日期", "the day of the examination"),
        columns.day("until", "有效期至", "its last day"),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="exam",
    content=_content,
    check=_check,
)
