"""Sheets of every make: what is in them is read as it stands, row by row."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from jiaxin.flows.invitations import reading, sheets
from jiaxin.flows.invitations.errors import NoHead, UnknownEncoding
from jiaxin.flows.invitations.rules.cells import Area, Cell, Row, Sort
from jiaxin.flows.invitations.sheets import writing
from tests import rosters


def rows_of(data: bytes) -> list[Row]:
    with sheets.opened(io.BytesIO(data)) as sheet:
        return list(sheet.rows())


def texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_table_is_read_in_every_encoding_that_firms_use(encoding: str) -> None:
    rows = rows_of(rosters.as_csv(rosters.people(300), encoding=encoding))

    assert texts(rows) == [list(rosters.HEAD), *rosters.people(300)]


def test_rare_characters_of_names_come_through_gb18030() -> None:
    assert texts(rows_of("姓名,号\n㛃𠮷·阿,1\n".encode("gb18030")))[1] == ["㛃𠮷·阿", "1"]


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnknownEncoding):
        rows_of(b"\xd0\xd5\xc3\xfb\x2c\xff\xff\xff\n")


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_columns_are_divided_by_what_the_first_line_has(mark: str) -> None:
    assert texts(rows_of(f"姓名{mark}号\r\n王{mark}1\r\n".encode())) == [
        ["姓名", "号"],
        ["王", "1"],
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = rows_of('姓名,号\n\n"王\n秀",1\n李,2\n'.encode())

    assert [(row.number, row.cells.get(0, Cell("")).text) for row in rows] == [
        (1, "姓名"),
        (2, ""),
        (3, "王\n秀"),
        (4, "李"),
    ]


def test_line_ends_inside_of_words_divide_no_rows_and_chunks_divide_no_lines() -> None:
    body = "".join(f"王\u2028秀\x0b{at},{at}\r\n" for at in range(40_000))

    rows = rows_of(f"姓名,号\r\n{body}".encode())

    assert len(rows) == 40_001
    assert all(len(row.cells) == 2 for row in rows)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", Cell("=1+1", Sort.FORMULA)),
        ("@SUM(A1)", Cell("@SUM(A1)", Sort.FORMULA)),
        ("-2+3", Cell("-2+3", Sort.FORMULA)),
        ("+cmd|' /C calc'!A0", Cell("+cmd|' /C calc'!A0", Sort.FORMULA)),
        ("+86 138-0013-8000", Cell("+86 138-0013-8000")),
        ("'110105", Cell("110105", Sort.MARKED)),
        ('"=""110105"""', Cell("110105", Sort.MARKED)),
        ("#N/A", Cell("#N/A", Sort.BROKEN)),
        ("x" * 3000, Cell("", Sort.LONG)),
    ],
)
def test_a_cell_of_text_is_told_for_what_it_is(text: str, cell: Cell) -> None:
    assert rows_of(f"甲,乙\n{text},1\n".encode())[1].cells[0] == cell


def test_a_workbook_is_read_as_another_library_wrote_it() -> None:
    rows = rows_of(rosters.as_xlsx(rosters.people(300)))

    assert texts(rows) == [list(rosters.HEAD), *rosters.people(300)]


def test_a_workbooks_cells_are_told_for_what_they_are() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["甲", "乙", "丙", "丁", "戊", "己"])
    sheet.append(["=1+1", 110105194912310021, date(2024, 3, 1), "text", None, "=NA()"])
    sheet["D2"].quotePrefix = True
    sheet["E2"] = 45352
    sheet["E2"].number_format = 'yyyy"年"m"月"d"日"'

    cells = rows_of(rosters.saved(book))[1].cells

    assert [cells[at].sort for at in range(5)] == [
        Sort.FORMULA,
        Sort.NUMBER,
        Sort.DAY,
        Sort.MARKED,
        Sort.DAY,
    ]
    assert (cells[2].text, cells[4].text) == ("45352", "45352")


def test_money_and_figures_are_no_days() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for at, form in enumerate(['#,##0.00"day"', "[Red]0.00", "General", "0.00E+00", "@"], 1):
        sheet.cell(1, at, 45352).number_format = form

    assert {cell.sort for cell in rows_of(rosters.saved(book))[0].cells.values()} == {Sort.NUMBER}


def test_a_workbook_says_from_when_it_counts_and_what_is_merged() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["花名册"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B9")

    with sheets.opened(io.BytesIO(rosters.saved(book))) as opened:
        assert opened.from_1904 is True
        assert set(opened.merged) == {Area(1, 1, 0, 2), Area(3, 9, 1, 1)}


def test_the_first_sheet_that_is_shown_is_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["藏"])
    shown = book.create_sheet("名单")
    shown.append(["见"])
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1

    assert texts(rows_of(rosters.saved(book))) == [["见"]]


def test_how_a_word_is_read_aloud_is_no_part_of_it(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        "<r><t>王</t></r><r><t>秀兰</t></r><rPh><t>wang</t></rPh></si></sst>"
    )
    sheet = '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'

    assert texts(rows_of(packed(sheet, strings=strings))) == [["王秀兰"]]


def packed(sheet: str, *, strings: str = "") -> bytes:
    """A workbook around a sheet's XML, as no spreadsheet may have written it."""
    from tests.flows.invitations.test_hostile import a_package  # noqa: PLC0415 — one maker for both

    return a_package(sheet, strings=strings)


def test_the_head_is_found_below_a_title() -> None:
    data = rosters.as_csv(
        [["制表", "2026"], list(rosters.HEAD), *rosters.people(2)], head=["花名册"]
    )

    with sheets.opened(io.BytesIO(data)) as sheet:
        head = reading.head_of(sheet)
        below = list(reading.rows_after(sheet, head.row))

    assert head.row == 3
    assert [row.number for row in below] == [4, 5]


def test_a_file_without_columns_has_no_head() -> None:
    with sheets.opened(io.BytesIO("只有一格\n".encode())) as sheet, pytest.raises(NoHead):
        reading.head_of(sheet)


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20)


@given(rows=st.lists(st.lists(_TEXT, min_size=2, max_size=5), max_size=5))
def test_what_is_written_opens_as_text_in_another_library(rows: list[list[str]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(writing.as_xlsx(rows)))

    cells = [[cell.value or "" for cell in row] for row in book.worksheets[0].iter_rows()]
    whole = [[*row, *[""] * (max(map(len, rows)) - len(row))] for row in rows if row]
    assert cells == [[writing.harmless(text) for text in row] for row in whole] or not rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\u3000=1", "|x"])
def test_nothing_that_is_written_is_worked_out(text: str) -> None:
    assert writing.harmless(text).startswith("'")
    [_, cell, *_] = b"".join(writing.as_csv([["甲", text]])).decode("utf-8-sig").split(",")
    assert cell.lstrip('"').startswith("'")


def test_a_list_that_was_written_is_read_back_as_it_was() -> None:
    rows = [list(rosters.HEAD), *rosters.people(50)]

    assert texts(rows_of(writing.as_xlsx(rows))) == rows
    assert texts(rows_of(b"".join(writing.as_csv(rows)))) == rows
