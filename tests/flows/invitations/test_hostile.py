"""Files that mean harm, and files that came to harm: refused by name, with bounded work."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations import sheets
from jiaxin.flows.invitations.errors import (
    BadSheet,
    BrokenSheet,
    HostileSheet,
    NotASheet,
    OldWorkbook,
    TooLargeASheet,
)
from jiaxin.flows.invitations.rules.cells import Row
from tests import rosters

_BOOK = (
    '<workbook xmlns:r="x"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATED = (
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def a_package(sheet: str | bytes, *, strings: str = "", more: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", _BOOK)
        package.writestr("xl/_rels/workbook.xml.rels", _RELATED)
        package.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings:
            package.writestr("xl/sharedStrings.xml", strings)
        for at in range(more):
            package.writestr(f"xl/{at}.xml", "")
    return out.getvalue()


def read(data: bytes) -> list[Row]:
    with sheets.opened(io.BytesIO(data)) as sheet:
        return list(sheet.rows())


def a_bomb() -> bytes:
    return a_package(b"<worksheet>" + b" " * 40_000_000 + b"</worksheet>")


def laughing() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(8)
    )
    return a_package(f"<!DOCTYPE x [{entities}]><worksheet>&i;</worksheet>")


def fetching() -> bytes:
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return a_package(f"{outside}<worksheet><sheetData>&a;</sheetData></worksheet>")


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (a_bomb, HostileSheet),
        (laughing, HostileSheet),
        (fetching, HostileSheet),
        (lambda: a_package("<worksheet/>", more=1_500), HostileSheet),
        (lambda: a_package("<worksheet><sheetData><row>"), BrokenSheet),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OldWorkbook),
        (lambda: b"%PDF-1.7\n", NotASheet),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), NotASheet),
        (lambda: b"", NotASheet),
        (lambda: b"a,b\n\x00,1\n", NotASheet),
        (lambda: b"PK\x03\x04" + bytes(100), BrokenSheet),
        (lambda: rosters.as_xlsx(rosters.people(50))[:-300], BrokenSheet),
        (lambda: b"a,b\n" + b"x" * 3_000_000, TooLargeASheet),
        (lambda: b'a,b\n"' + b"x,\n" * 200_000, BrokenSheet),
    ],
)
def test_what_is_no_roster_is_refused_by_its_name(
    made: Callable[[], bytes], refusal: type[BadSheet]
) -> None:
    data = made()

    with pytest.raises(refusal):
        read(data)


def test_another_zip_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")

    with pytest.raises(NotASheet):
        read(out.getvalue())


def test_a_million_columns_are_told_and_not_kept() -> None:
    wide = "".join(f"<c><v>{at * 7919 % 99991}</v></c>" for at in range(1_000_000))
    data = a_package(f"<worksheet><sheetData><row r='1'>{wide}</row></sheetData></worksheet>")

    [row] = read(data)

    assert row.is_wide
    assert len(row.cells) == 64


def test_rows_are_read_without_being_held() -> None:
    rows = "".join(
        f'<row r="{at}"><c t="inlineStr"><is><t>{rosters.number(at)}{at}</t></is></c></row>'
        for at in range(1, 20_001)
    )
    data = a_package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")

    tracemalloc.start()
    with sheets.opened(io.BytesIO(data)) as sheet:
        count = sum(1 for _ in sheet.rows())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 20_000
    assert most < 5 * 1024 * 1024


@given(data=st.binary(max_size=400), at=st.integers(0, 4000))
def test_bytes_of_any_kind_end_in_rows_or_in_a_named_refusal(data: bytes, at: int) -> None:
    whole = _SMALL[:at] + data + _SMALL[at + len(data) :]
    for one in (data, whole):
        with suppress(BadSheet):
            read(one)


_SMALL = rosters.as_xlsx(rosters.people(5))
