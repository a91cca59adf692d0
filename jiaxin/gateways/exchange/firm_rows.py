"""Rows about firms, read by the firm's record itself; what it finds wrong, in our own words.

A row is tried where it is sorted, so that its sender hears in the receipt what is wrong with it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jiaxin.facts.firms import intake
from jiaxin.facts.firms.errors import BadRow
from jiaxin.facts.firms.intake import Sent
from jiaxin.facts.firms.rules.facts import FirmCame
from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.facts.firms.rules.publicity import Fault, Problem
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.gateways.exchange import columns
from jiaxin.gateways.exchange.rows import Faulty, Row, RowFault

FAULTS: dict[Fault, RowFault] = {
    Fault.MISSING: RowFault.MISSING,
    Fault.TOO_LONG: RowFault.VALUE_TOO_LONG,
    Fault.NOT_A_DAY: RowFault.DAY,
    Fault.NOT_MONEY: RowFault.AMOUNT,
    Fault.BAD_CODE: RowFault.CREDIT_CODE,
    Fault.NOT_A_FIRM: RowFault.WORD,
    Fault.UNKNOWN_KIND: RowFault.WORD,
    Fault.IN_FUTURE: RowFault.IN_FUTURE,
    Fault.WRONG_ORDER: RowFault.ORDER,
    Fault.TERM_TOO_SHORT: RowFault.TERM,
    Fault.TERM_TOO_LONG: RowFault.TERM,
    Fault.UNKNOWN_FIELD: RowFault.WRONG_TYPE,
}
# What is ours beside the standard's own fields.
_BESIDE = frozenset({"checked_at", "fixes", "grade"})


def _penalty(row: Row, sent: Sent) -> NewFirmFact:
    grade = row["grade"]
    return intake.penalty(_text(row), sent, grade=Grade(grade) if grade else None)


_READ: Mapping[str, Callable[[Row, Sent], NewFirmFact]] = {
    "registration": lambda row, sent: intake.registration(_text(row), sent),
    "penalty": _penalty,
    "permit": lambda row, sent: intake.permit(_text(row), sent),
    "listing": lambda row, sent: intake.listing(_text(row), sent),
}


def fact(kind: str, row: Row, sent: Sent) -> NewFirmFact:
    """The fact that this row becomes; Faulty for the first thing that the record finds wrong."""
    try:
        return _READ[kind](row, sent)
    except BadRow as bad:
        first: Problem = bad.context["problems"][0]
        raise Faulty(FAULTS[first.fault], first.field) from None


def check_of(kind: str) -> Callable[[Row], None]:
    """Whether the record would take such a row."""

    def check(row: Row) -> None:
        columns.not_in_future(row)
        fact(kind, row, Sent("", FirmCame.LIVE, row["checked_at"], ""))

    return check


def content(row: Row) -> dict[str, Any]:
    """What the row says in the standard's own fields."""
    return dict(_text(row))


def _text(row: Row) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in row.items()
        if value is not None and name not in _BESIDE
    }
