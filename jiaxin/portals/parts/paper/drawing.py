"""How a copy looks on paper: A4, one column, headings that a reader's outline shows."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, override

import segno
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from jiaxin.portals.parts.paper import fonts

FAMILY = "noto"
_INK, _SECOND, _BLUE, _LINE = (20, 32, 46), (74, 86, 102), (11, 78, 162), (223, 228, 234)
_HEAD = FontFace(emphasis="BOLD", color=_SECOND, fill_color=(242, 244, 247))
_CODE_MM = 30
_MARGIN = 18
_PORTRAIT = (24, 30)


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Says:
    """A paragraph; a quiet one is set small."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Pairs:
    """What, and its value, line by line; with a picture beside them if there is one."""

    pairs: Sequence[tuple[str, str]]
    picture: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows under a head; `widths` are shares of the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


type Block = Heading | Says | Pairs | Table


@dataclass(frozen=True, slots=True, repr=False)
class Story:
    """Everything on the paper."""

    title: str
    under: str
    language: str
    address: str
    scan: str
    foot: str
    blocks: Sequence[Block]

    @property
    def texts(self) -> list[str]:
        told = [self.title, self.under, self.address, self.scan, self.foot, "0123456789/ -"]
        for block in self.blocks:
            match block:
                case Heading(text) | Says(text):
                    told.append(text)
                case Pairs(pairs):
                    told.extend(word for pair in pairs for word in pair)
                case Table(head, rows):
                    told.extend(head)
                    told.extend(cell for row in rows for cell in row)
        return told


class _Sheet(FPDF):
    """A page with the foot that says what it is and which of how many."""

    def __init__(self, story: Story) -> None:
        super().__init__(format="A4")
        self._story = story
        self.set_margin(_MARGIN)
        self.set_auto_page_break(auto=True, margin=22)
        self.set_lang("en" if story.language.startswith("en") else "zh-CN")
        self.set_title(story.title)
        self.set_creator("Jiaxin 家信")
        self.set_text_color(*_INK)
        self.set_draw_color(*_LINE)

    @override
    def footer(self) -> None:
        self.set_y(-16)
        self.set_font(FAMILY, size=8)
        self.set_text_color(*_SECOND)
        self.cell(0, 5, fonts.printable(self._story.foot))
        self.set_x(_MARGIN)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")
        self.set_text_color(*_INK)


def draw(story: Story) -> bytes:
    """The PDF."""
    sheet = _Sheet(story)
    _take_fonts(
        sheet, "".join(fonts.printable(text) for text in story.texts) + "[U+0123456789ABCDEF]"
    )
    sheet.add_page()
    _head(sheet, story)
    for block in story.blocks:
        match block:
            case Heading(text):
                _heading(sheet, text)
            case Says(text, quiet):
                _says(sheet, text, quiet=quiet)
            case Pairs(pairs, picture):
                _pairs(sheet, pairs, picture)
            case Table(head, rows, widths):
                _table(sheet, head, rows, widths)
    return bytes(sheet.output())


def _take_fonts(sheet: _Sheet, text: str) -> None:
    families = []
    for number, cut in enumerate(fonts.cut(text)):
        family = FAMILY if number == 0 else f"{FAMILY}{number}"
        families.append(family)
        for style, font in cut.styles.items():
            key = f"{family}{style}"
            # As `add_font` does, but from memory: the characters of a name reach no disk.
            # It only hands the file on to fontTools, which reads either.
            sheet.fonts[key] = TTFFont(sheet, cast(Any, io.BytesIO(font)), key, style)
    sheet.set_fallback_fonts(families[1:], exact_match=False)


def _head(sheet: _Sheet, story: Story) -> None:
    top, left = sheet.get_y(), sheet.w - _MARGIN - _CODE_MM
    picture = io.BytesIO()
    segno.make_qr(story.address, error="m").save(picture, kind="png", scale=8, border=1)
    sheet.image(picture, x=left, y=top, w=_CODE_MM, alt_text=story.address)
    sheet.link(left, top, _CODE_MM, _CODE_MM, story.address)
    room = left - _MARGIN - 6
    sheet.set_font(FAMILY, "B", 20)
    sheet.multi_cell(room, 10, fonts.printable(story.title), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.set_font(FAMILY, size=9.5)
    sheet.set_text_color(*_SECOND)
    for text in (story.under, story.scan, story.address):
        sheet.multi_cell(
            room, 5.2, fonts.printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        sheet.ln(0.8)
    sheet.set_text_color(*_INK)
    sheet.set_y(max(sheet.get_y(), top + _CODE_MM) + 2)


def _heading(sheet: _Sheet, text: str) -> None:
    if sheet.will_page_break(24):
        sheet.add_page()
    sheet.ln(4)
    # The outline's own text; what is printed follows in the sheet's font.
    sheet.set_font(FAMILY, "B", 13)
    sheet.start_section(fonts.printable(text))
    sheet.set_text_color(*_BLUE)
    sheet.multi_cell(0, 7.5, fonts.printable(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.set_text_color(*_INK)
    sheet.line(_MARGIN, sheet.get_y(), sheet.w - _MARGIN, sheet.get_y())
    sheet.ln(2)


def _says(sheet: _Sheet, text: str, *, quiet: bool) -> None:
    sheet.set_font(FAMILY, size=8.5 if quiet else 10.5)
    sheet.set_text_color(*(_SECOND if quiet else _INK))
    sheet.multi_cell(
        0, 5 if quiet else 6, fonts.printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
    sheet.set_text_color(*_INK)
    sheet.ln(1)


def _pairs(sheet: _Sheet, pairs: Sequence[tuple[str, str]], picture: bytes | None) -> None:
    top = sheet.get_y()
    drawn = _picture(sheet, picture, top)
    room = sheet.epw - 38 - (_PORTRAIT[0] + 6 if drawn else 0)
    for name, value in pairs:
        if sheet.will_page_break(7):
            sheet.add_page()
            drawn = False
        sheet.set_font(FAMILY, size=10)
        sheet.set_text_color(*_SECOND)
        sheet.cell(38, 6, fonts.printable(name))
        sheet.set_text_color(*_INK)
        sheet.multi_cell(
            room, 6, fonts.printable(value), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
    if drawn:
        sheet.set_y(max(sheet.get_y(), top + _PORTRAIT[1] + 2))


def _picture(sheet: _Sheet, picture: bytes | None, top: float) -> bool:
    if picture is None:
        return False
    left = sheet.w - _MARGIN - _PORTRAIT[0]
    width, height = _PORTRAIT
    try:
        sheet.image(io.BytesIO(picture), x=left, y=top, w=width, h=height, keep_aspect_ratio=True)
    except (OSError, ValueError):
        return False  # no picture that can be drawn; it is in the JSON as it was received
    return True


def _table(
    sheet: _Sheet, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    sheet.set_font(FAMILY, size=9)
    with sheet.table(
        col_widths=tuple(widths),
        headings_style=_HEAD,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=5,
        padding=1.2,
        text_align="LEFT",
    ) as table:
        for cells in (head, *rows):
            row = table.row()
            for cell in cells:
                row.cell(fonts.printable(cell))
    sheet.ln(1)
