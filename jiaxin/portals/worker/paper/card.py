"""Her printed card as a PDF: two pages in the size of a bank card (ISO/IEC 7810 ID-1)."""

import io
from dataclasses import dataclass
from typing import Any, cast

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from jiaxin.portals.parts.paper import fonts

WIDTH, HEIGHT = 85.6, 53.98
_FAMILY = "noto"
_INK, _SECOND, _BLUE = (20, 32, 46), (74, 86, 102), (11, 78, 162)
_CODE, _EDGE = 31, 4.5


@dataclass(frozen=True, slots=True, repr=False)
class Sides:
    """What stands on it; her name may be left away."""

    language: str
    address: str
    brand: str
    title: str
    name: str
    number: tuple[str, str]
    back: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join((self.brand, self.title, self.name, *self.number, *self.back))


def draw(sides: Sides) -> bytes:
    """The file: front and back."""
    sheet = FPDF(unit="mm", format=(HEIGHT, WIDTH), orientation="landscape")
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(_EDGE)
    sheet.set_title(sides.title)
    sheet.set_lang("en" if sides.language.startswith("en") else "zh-CN")
    sheet.set_creator("Jiaxin 家信")
    _take_fonts(sheet, sides.text + "[U+0123456789ABCDEF]")
    sheet.add_page()
    _front(sheet, sides)
    sheet.add_page()
    for line in sides.back:
        _say(sheet, line, size=7.6, room=WIDTH - 2 * _EDGE, after=1.2)
    return bytes(sheet.output())


def _front(sheet: FPDF, sides: Sides) -> None:
    picture = io.BytesIO()
    segno.make_qr(sides.address, error="m").save(picture, kind="png", scale=8, border=1)
    left = WIDTH - _EDGE - _CODE
    top = (HEIGHT - _CODE) / 2
    sheet.image(picture, x=left, y=top, w=_CODE, alt_text=sides.title)
    room = left - _EDGE - 2
    _say(sheet, sides.brand, size=9, bold=True, colour=_BLUE, room=room, after=0.5)
    _say(sheet, sides.title, size=10.5, bold=True, room=room, after=2)
    if sides.name:
        _say(sheet, sides.name, size=13, bold=True, room=room, after=1.5)
    what, number = sides.number
    _say(sheet, what, size=7.6, colour=_SECOND, room=room)
    _say(sheet, number, size=9.5, bold=True, room=room)


def _say(
    sheet: FPDF,
    text: str,
    *,
    size: float,
    room: float,
    bold: bool = False,
    colour: tuple[int, int, int] = _INK,
    after: float = 0,
) -> None:
    sheet.set_font(_FAMILY, "B" if bold else "", size)
    sheet.set_text_color(*colour)
    sheet.multi_cell(
        room,
        size * 0.5,
        fonts.printable(text),
        align="L",
        new_x=XPos.LMARGIN,
        new_y=YPos.NEXT,
    )
    sheet.ln(after)


def _take_fonts(sheet: FPDF, text: str) -> None:
    families = []
    for number, cut in enumerate(fonts.cut(fonts.printable(text))):
        family = _FAMILY if number == 0 else f"{_FAMILY}{number}"
        families.append(family)
        for style, font in cut.styles.items():
            key = f"{family}{style}"
            # From memory, as in drawing.py: the characters of a name reach no disk.
            sheet.fonts[key] = TTFFont(sheet, cast(Any, io.BytesIO(font)), key, style)
    sheet.set_fallback_fonts(families[1:], exact_match=False)
