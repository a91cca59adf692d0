"""Rosters as firms send them: rows of made-up people, as CSV and as workbooks of another maker."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import openpyxl

from jiaxin.ground import credit_codes
from jiaxin.ground.id_numbers import check_character

HEAD = ("姓名", "身份证号码", "手机号码", "工种", "入职日期")
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "兰英芳梅玉霞丽敏静秀娟燕艳红玲桂"


def number(at: int, *, region: str = "110105", born: str = "") -> str:
    """A valid ID number for the at-th made-up person."""
    born = born or f"{1960 + at % 40}{1 + at // 40 % 12:02}{1 + at // 480 % 28:02}"
    body = f"{region}{born}{at // 13440 % 1000:03}"
    return body + check_character(body)


def code(at: int = 0) -> str:
    """A valid credit code for the at-th made-up firm."""
    own = f"{at:08}"
    body = f"91110105{own}{credit_codes.organisation_check(own)}"
    return body + credit_codes.check_character(body)


def name(at: int) -> str:
    return FAMILY[at % 16] + GIVEN[at // 16 % 16] + GIVEN[at // 256 % 16]


def person(at: int) -> list[str]:
    """One good row under `HEAD`."""
    return [name(at), number(at), f"138{at:08}", "月嫂", "2024-03-01"]


def people(count: int, *, first: int = 0) -> list[list[str]]:
    return [person(at) for at in range(first, first + count)]


def as_csv(
    rows: Iterable[Sequence[str]], *, head: Sequence[str] = HEAD, encoding: str = "utf-8"
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[Any]], *, head: Sequence[str] = HEAD) -> bytes:
    """A workbook made by a library that is not ours."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TODAY = date(2026, 11, 26)
