"""Columns that more than one kind of row has."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from jiaxin.gateways.exchange import rows
from jiaxin.gateways.exchange.rows import Column, Faulty, Row, RowFault
from jiaxin.ground import clock
from jiaxin.ground.words import Words

_AHEAD = timedelta(seconds=300)

NUMBER = Column(
    "number", rows.id_number, Words(zh="证件号码", en="the person's ID number"), "GB 11643, 18"
)
NAME = Column("name", rows.name, Words(zh="姓名", en="the person's name"), "1–50 characters")
CHECKED_AT = Column(
    "checked_at",
    rows.moment,
    Words(zh="来源核对这一行的时间", en="when the source last checked this row"),
    "moment",
)
FIXES = Column(
    "fixes",
    rows.any_number,
    Words(zh="更正原消息的第几行", en="the row of the earlier message that this one mends"),
    "whole number",
    required=False,
)
PERSON = (NUMBER, NAME, CHECKED_AT)


def credit_code(name: str) -> Column:
    """A column with a firm's credit code."""
    words = Words(zh="统一社会信用代码", en="the firm's credit code")
    return Column(name, rows.credit_code, words, "GB 32100, 18")


CODE = credit_code("code")


def text(name: str, most: int, zh: str, en: str, *, required: bool = True) -> Column:
    """A column of words."""
    return Column(name, rows.text(most), Words(zh=zh, en=en), f"text, {most}", required)


def word(name: str, words: Sequence[str], zh: str, en: str, *, required: bool = True) -> Column:
    """A column with one of the agreed words."""
    plain = [str(one) for one in words]
    form = " · ".join(plain)
    return Column(name, rows.word(*plain), Words(zh=zh, en=en), form, required)


def day(name: str, zh: str, en: str, *, required: bool = True) -> Column:
    """A column with a day."""
    return Column(name, rows.day, Words(zh=zh, en=en), "day", required)


def whole(name: str, least: int, most: int, zh: str, en: str, *, required: bool = True) -> Column:
    """A column with a whole number."""
    read = rows.whole_number(least, most)
    return Column(name, read, Words(zh=zh, en=en), f"{least}–{most}", required)


def yes_no(name: str, zh: str, en: str, *, required: bool = True) -> Column:
    """A column that is true or false."""
    return Column(name, _yes_no, Words(zh=zh, en=en), "true · false", required)


def _yes_no(value: Any) -> bool:
    if type(value) is not bool:
        raise Faulty(RowFault.WRONG_TYPE)
    return value


def region(name: str, zh: str, en: str) -> Column:
    """A column with an administrative division."""
    return Column(name, rows.region, Words(zh=zh, en=en), "region code, 6")


def not_in_future(row: Row) -> None:
    """What was checked, was checked."""
    checked: datetime | None = row.get("checked_at")
    if checked is not None and checked - clock.now() > _AHEAD:
        raise Faulty(RowFault.IN_FUTURE, "checked_at")


def happened(row: Row, name: str) -> None:
    """A day that must not be still to come."""
    found: date | None = row[name]
    if found is not None and found > clock.today():
        raise Faulty(RowFault.IN_FUTURE, name)


def in_order(row: Row, first: str, second: str) -> None:
    """The second day is not before the first."""
    if row[second] is not None and row[second] < row[first]:
        raise Faulty(RowFault.ORDER, second)


def said(row: Row, *names: str) -> dict[str, Any]:
    """These columns as the fact's content has them: days as text, nothing for what is empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name in names
        if (value := row[name]) is not None
    }
