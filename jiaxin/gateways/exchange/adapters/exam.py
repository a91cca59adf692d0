"""Health examinations (体检): class, conclusion, validity; never a value.

Hospitals send their own; a local platform passes theirs on, each with the hospital's signature.
"""

from typing import Any

from jiaxin.facts.health import ports
from jiaxin.facts.health import reads as health
from jiaxin.facts.health.ports import Signature
from jiaxin.facts.health.rules import Report, last_day, signed_text
from jiaxin.facts.records.rules import Conclusion, ExamClass
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Faulty, Row, RowFault
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


def _content(row: Row) -> dict[str, Any]:
    names = ("exam_class", "conclusion", "issuer", "report_no", "on", "until", "signature")
    return columns.said(row, *names)


def _check(row: Row) -> None:
    columns.not_in_future(row)
    columns.happened(row, "on")
    columns.in_order(row, "on", "until")


def _vouched(row: Row) -> None:
    """What a platform passes on is its hospital's word only by the hospital's own signature.

    The signed text says no last day: the tables of the day of the examination do.
    """
    report = Report(
        name=row["name"],
        number=row["number"],
        exam_class=ExamClass(row["exam_class"]),
        conclusion=Conclusion(row["conclusion"]),
        examined=row["on"],
        report_no=row["report_no"],
        issuer=row["issuer"],
    )
    found = ports.check(
        issuer=report.issuer, text=signed_text(report), signature=row["signature"] or ""
    )
    if found is not Signature.HOLDS:
        raise Faulty(RowFault.UNVOUCHED, "signature")
    months = health.tables_on(report.examined).months_of(report.exam_class)
    if row["until"] > last_day(report.examined, months):
        raise Faulty(RowFault.RANGE, "until")


ADAPTER = Adapter(
    service="exam",
    words=Words(zh="健康体检结论", en="Health examinations"),
    sorts=frozenset({PartySort.HOSPITAL, PartySort.PLATFORM}),
    columns=(
        *columns.PERSON,
        columns.word("exam_class", tuple(ExamClass), "体检类别", "its class"),
        columns.word("conclusion", tuple(Conclusion), "结论", "the conclusion, and nothing more"),
        columns.text("issuer", 100, "体检机构", "the hospital"),
        columns.text("report_no", 64, "报告编号", "the report's number"),
        columns.day("on", "体检日期", "the day of the examination"),
        columns.day("until", "有效期至", "its last day"),
        columns.text(
            "signature", 512, "体检机构的签名", "the hospital's signature", required=False
        ),
        columns.FIXES,
    ),
    taker=Taker.WORKERS,
    fact="exam",
    content=_content,
    check=_check,
    vouched=_vouched,
)
