"""Lists that a firm takes home (CSV, .xlsx): nothing in them is worked out when they are opened."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

# What a spreadsheet takes for the beginning of a formula, also behind white space.
_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def harmless(text: str) -> str:
    """The text with a mark in front where a spreadsheet would work it out."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(_WORKED_OUT) else text


def as_csv(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """UTF-8 with its mark, so that spreadsheets in China read it right."""
    yield b"\xef\xbb\xbf"
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for row in rows:
        # Long runs of digits would be rounded: a text mark keeps them whole.
        writer.writerow([_kept(harmless(text)) for text in row])
        if held.tell() > 64 * 1024:
            yield _emptied(held)
    yield _emptied(held)


def _kept(text: str) -> str:
    return f"'{text}" if len(text) > 11 and text[:-1].isdigit() else text


def _emptied(held: io.StringIO) -> bytes:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text.encode("utf-8", errors="replace")


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # One style: text (@), so that no number is rounded and no day is counted.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_SPREADSHEET}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}


def as_xlsx(rows: Iterable[Sequence[str]], *, widths: Sequence[int] = ()) -> bytes:
    """A workbook of one sheet, every cell a text. In memory: a list has at most 20,000 rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _PARTS.items():
            package.writestr(name, _HEAD + text)
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_SPREADSHEET}">'.encode())
            sheet.write(_columns(widths).encode() + b"<sheetData>")
            for row in rows:
                sheet.write(b"<row>" + "".join(map(_cell, row)).encode("utf-8", "replace"))
                sheet.write(b"</row>")
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def _columns(widths: Sequence[int]) -> str:
    # A column's own format holds for the rows that are added below.
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" style="1" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _cell(text: str) -> str:
    plain = escape(harmless(text).translate(_UNSEEN))
    return f'<c t="inlineStr" s="1"><is><t xml:space="preserve">{plain}</t></is></c>'
