"""Reads an examination report that its hospital signed: a small JSON file, taken strictly."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiaxin.facts.health.errors import NotAReport
from jiaxin.facts.health.rules import SIGNED_AS, Conclusion, ExamClass, Report
from jiaxin.ground.id_numbers import BadIdNumber, IdNumber
from jiaxin.ground.people import BadName, read_name

LARGEST = 8 * 1024
_FIELDS = frozenset(
    {
        *("format", "issuer", "report_no", "name", "number", "exam_class", "conclusion"),
        *("examined", "signature"),
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class SignedReport:
    """A report with its issuer's signature, not checked yet."""

    report: Report
    signature: str


def read(raw: bytes, today: date) -> SignedReport:
    """The report in the file; NotAReport for anything else, a measured value included."""
    if len(raw) > LARGEST:
        raise NotAReport(field="")
    try:
        said = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise NotAReport(field="") from wrong
    if not isinstance(said, dict) or said.get("format") != SIGNED_AS:
        raise NotAReport(field="format")
    for name in sorted(_FIELDS ^ set(said)):
        raise NotAReport(field=name[:40])
    return SignedReport(
        report=Report(
            name=_name(said["name"]),
            number=_number(said["number"], today),
            exam_class=_word(ExamClass, said["exam_class"], "exam_class"),
            conclusion=_word(Conclusion, said["conclusion"], "conclusion"),
            examined=_day(said["examined"]),
            report_no=_line(said["report_no"], 64, "report_no"),
            issuer=_line(said["issuer"], 100, "issuer"),
        ),
        signature=_line(said["signature"], 512, "signature"),
    )


def _line(text: Any, most: int, field: str) -> str:
    if not isinstance(text, str) or not 0 < len(text) <= most or not text.isprintable():
        raise NotAReport(field=field)
    return text


def _name(text: Any) -> str:
    try:
        return read_name(_line(text, 200, "name"))
    except BadName as wrong:
        raise NotAReport(field="name") from wrong


def _number(text: Any, today: date) -> str:
    try:
        return IdNumber.parse(_line(text, 40, "number"), today).number
    except BadIdNumber as wrong:
        raise NotAReport(field="number") from wrong


def _word[W: (ExamClass, Conclusion)](words: type[W], code: Any, field: str) -> W:
    if code not in set(words):
        raise NotAReport(field=field)
    return words(code)


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(_line(text, 10, "examined"))
    except ValueError as wrong:
        raise NotAReport(field="examined") from wrong
