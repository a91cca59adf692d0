"""Rows of a message: JSON Lines with stated columns, read strictly and within limits.

A row that is wrong is a Fault with a permanent code and the column it lies in; nothing of the
row's content is in it. Which columns a kind has is said by its adapter.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NoReturn

from jiaxin.gateways.exchange.rules import MOST_COLUMNS, MOST_ROW_BYTES
from jiaxin.ground import clock, credit_codes, regions
from jiaxin.ground.errors import Refusal
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.ground.words import Words

type Row = dict[str, Any]


class RowFault(StrEnum):
    """Why a row waits in quarantine."""

    TOO_LONG = "row_too_long"
    NOT_UTF8 = "row_not_utf8"
    NOT_JSON = "row_not_json"
    TOO_MANY_COLUMNS = "too_many_columns"
    COLUMN_TWICE = "column_twice"
    MISSING = "column_missing"
    WRONG_TYPE = "column_type"
    CHARACTERS = "column_characters"
    FORMULA = "column_formula"
    VALUE_TOO_LONG = "column_too_long"
    WORD = "word_unknown"
    DAY = "day_invalid"
    MOMENT = "moment_invalid"
    IN_FUTURE = "moment_in_future"
    NUMBER = "number_invalid"
    NAME = "name_invalid"
    CREDIT_CODE = "credit_code_invalid"
    RANGE = "range_invalid"
    AMOUNT = "amount_invalid"
    TERM = "term_invalid"
    ORDER = "days_out_of_order"
    PLACE = "region_unknown"
    OUTSIDE = "region_outside"
    UNVOUCHED = "issuer_unproven"
    CONTRADICTS = "contradicts"
    NO_TAKER = "kind_not_taken"
    NOT_YET = "penalty_unknown"
    NEVER_ASKED = "correction_unknown"


WORDS: dict[RowFault, Words] = {
    RowFault.TOO_LONG: Words(zh="这一行超过 16 KiB。", en="The row is longer than 16 KiB."),
    RowFault.NOT_UTF8: Words(
        zh="这一行不是 UTF-8 编码（可能是 GBK），或带有字节序标记。",
        en="The row is not UTF-8 (GBK perhaps), or has a byte-order mark.",
    ),
    RowFault.NOT_JSON: Words(zh="这一行不是 JSON 对象。", en="The row is no JSON object."),
    RowFault.TOO_MANY_COLUMNS: Words(
        zh="这一行的列数超过 64。", en="The row has more than 64 columns."
    ),
    RowFault.COLUMN_TWICE: Words(
        zh="同一列在这一行里出现了两次。", en="A column stands twice in the row."
    ),
    RowFault.MISSING: Words(zh="缺少必填的列。", en="A column that is required is missing."),
    RowFault.WRONG_TYPE: Words(
        zh="这一列的数据类型不对。", en="The column's value is of another type."
    ),
    RowFault.CHARACTERS: Words(
        zh="这一列有不允许的控制字符。",
        en="The column has control characters, which are not allowed.",
    ),
    RowFault.FORMULA: Words(
        zh="这一列像电子表格公式，不能接收。", en="The column looks like a spreadsheet formula."
    ),
    RowFault.VALUE_TOO_LONG: Words(zh="这一列的内容太长。", en="The column's value is too long."),
    RowFault.WORD: Words(
        zh="这一列的取值不在代码表里。", en="The column's value is not one of the agreed words."
    ),
    RowFault.DAY: Words(
        zh="日期无效，应写成 2026-11-25。", en="The day is not valid; write 2026-11-25."
    ),
    RowFault.MOMENT: Words(
        zh="时间无效，应写成 2026-11-25T06:12:00Z。",
        en="The moment is not valid; write 2026-11-25T06:12:00Z.",
    ),
    RowFault.IN_FUTURE: Words(zh="时间在未来。", en="The moment is in the future."),
    RowFault.NUMBER: Words(zh="证件号码校验不通过。", en="The ID number does not pass its check."),
    RowFault.NAME: Words(zh="姓名里有不能使用的字符。", en="The name has characters no name has."),
    RowFault.CREDIT_CODE: Words(
        zh="统一社会信用代码校验不通过。", en="The credit code does not pass its check."
    ),
    RowFault.RANGE: Words(zh="数值超出允许范围。", en="The number is outside its range."),
    RowFault.AMOUNT: Words(
        zh="金额无效，单位万元，最多 6 位小数。",
        en="The amount is not valid: in ten thousand yuan, with at most six decimals.",
    ),
    RowFault.TERM: Words(
        zh="公示截止期不在法定的公示期限内。",
        en="The last day of publication is outside the term that the law sets.",
    ),
    RowFault.ORDER: Words(
        zh="起止日期的先后不对。", en="The days are not in the order that they must be."
    ),
    RowFault.PLACE: Words(
        zh="没有这个行政区划代码。", en="There is no administrative division of that code."
    ),
    RowFault.OUTSIDE: Words(
        zh="不在本单位登记的地区之内。",
        en="It lies outside the region that the party is registered for.",
    ),
    RowFault.UNVOUCHED: Words(
        zh="出具机构的签名核验不通过，或机构没有登记。",
        en="The issuer's own signature does not hold, or the issuer is not registered.",
    ),
    RowFault.CONTRADICTS: Words(
        zh="与本单位同一时间的另一行说法不同。",
        en="It says otherwise than another row of the same source for the same moment.",
    ),
    RowFault.NO_TAKER: Words(
        zh="平台暂时不接收这一类数据，已留存，开通后自动补录。",
        en="The platform does not take this kind yet; the row is kept and replayed later.",
    ),
    RowFault.NOT_YET: Words(
        zh="还没有收到它所说的处罚决定，已留存，收到后自动补录。",
        en="The penalty that it ends is not here yet; the row is kept and replayed later.",
    ),
    RowFault.NEVER_ASKED: Words(
        zh="没有向该单位转过这件异议，或已经办结。",
        en="This party was not asked that, or it is decided already.",
    ),
}


class Faulty(Exception):
    """The row cannot be taken. Holds the code and the column, never a value."""

    def __init__(self, code: RowFault, column: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how it is read, whether it must be there, its line in the docs."""

    name: str
    read: Callable[[Any], Any]
    about: Words
    form: str
    required: bool = True


def parse(line: bytes, columns: tuple[Column, ...]) -> Row:
    """The typed values of one line; Faulty for the first thing that is wrong with it."""
    whole = _object(line)
    row: Row = {}
    for column in columns:
        value = whole.get(column.name)
        if value is None or value == "":
            if column.required:
                raise Faulty(RowFault.MISSING, column.name)
            row[column.name] = None
            continue
        try:
            row[column.name] = column.read(value)
        except Faulty as fault:
            raise Faulty(fault.code, column.name) from None
    return row


def _object(line: bytes) -> Mapping[str, Any]:
    if len(line) > MOST_ROW_BYTES:
        raise Faulty(RowFault.TOO_LONG)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise Faulty(RowFault.NOT_UTF8) from None
    if text.startswith("\ufeff"):
        raise Faulty(RowFault.NOT_UTF8)
    try:
        whole = _DECODER.decode(text)
    except (ValueError, RecursionError):
        # From here on nothing of the text may travel, not even in a chained error.
        raise Faulty(RowFault.NOT_JSON) from None
    if not isinstance(whole, dict):
        raise Faulty(RowFault.NOT_JSON)
    return whole


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_COLUMNS:
        raise Faulty(RowFault.TOO_MANY_COLUMNS)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Faulty(RowFault.COLUMN_TWICE)
    return found


def _no_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)

# Rows that wait for a cause of nobody's making: tried again by the platform itself.
REPLAYED_BY_US = frozenset({RowFault.NO_TAKER, RowFault.NOT_YET})

# Controls, halves of pairs that no encoding holds, and marks that turn the direction of reading.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_FORMULA = re.compile(r"[=@]|[+-](?![0-9])|[+-][0-9.]*[^0-9.\s]*[!(]")


def text(most: int) -> Callable[[Any], str]:
    """Words of at most so many characters, in NFC, with nothing that a screen would obey."""

    def read(value: Any) -> str:
        if type(value) is not str:
            raise Faulty(RowFault.WRONG_TYPE)
        if len(value) > most:
            raise Faulty(RowFault.VALUE_TOO_LONG)
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        # Of what may not be, nothing is printable; most that is said is.
        if not value.isprintable() and _UNSEEN.search(value):
            raise Faulty(RowFault.CHARACTERS)
        if _FORMULA.match(value):
            raise Faulty(RowFault.FORMULA)
        return str(value.strip())

    return read


def word(*words: str) -> Callable[[Any], str]:
    """One of the agreed words."""
    known = frozenset(words)

    def read(value: Any) -> str:
        if type(value) is not str:
            raise Faulty(RowFault.WRONG_TYPE)
        if value not in known:
            raise Faulty(RowFault.WORD)
        return value

    return read


def whole_number(least: int, most: int) -> Callable[[Any], int]:
    """A whole number within its range."""

    def read(value: Any) -> int:
        if type(value) is not int:
            raise Faulty(RowFault.WRONG_TYPE)
        if not least <= value <= most:
            raise Faulty(RowFault.RANGE)
        return value

    return read


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@lru_cache(maxsize=4096)
def _day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise Faulty(RowFault.DAY)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise Faulty(RowFault.DAY) from None
    if not 1900 <= found.year <= 2199:
        raise Faulty(RowFault.DAY)
    return found


def day(value: Any) -> date:
    """A day of Beijing time."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    return _day(value)


def moment(value: Any) -> datetime:
    """A moment, UTC, to the second."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    if not _MOMENT.fullmatch(value):
        raise Faulty(RowFault.MOMENT)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise Faulty(RowFault.MOMENT) from None
    if not 1900 <= found.year <= 2199:
        raise Faulty(RowFault.MOMENT)
    return found.astimezone(UTC)


_NUMBER = re.compile(r"[0-9]{17}[0-9X]")


def id_number(value: Any) -> str:
    """An ID number that passes its check, written as the protocol has it."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    if not _NUMBER.fullmatch(value):
        raise Faulty(RowFault.NUMBER)
    try:
        return IdNumber.parse(value, clock.today()).number
    except Refusal:
        raise Faulty(RowFault.NUMBER) from None


def name(value: Any) -> str:
    """A person's name as a card prints it."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    try:
        return str(read_name(value))
    except Refusal:
        raise Faulty(RowFault.NAME) from None


def any_number(value: Any) -> int:
    """A row's number."""
    return whole_number(1, 2**53)(value)


def region(value: Any) -> str:
    """A division of today, or of a year before."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    if not regions.valid_ever(value):
        raise Faulty(RowFault.PLACE)
    return value


def credit_code(value: Any) -> str:
    """A unified social credit code."""
    if type(value) is not str:
        raise Faulty(RowFault.WRONG_TYPE)
    try:
        return str(credit_codes.parse(value))
    except Refusal:
        raise Faulty(RowFault.CREDIT_CODE) from None
