"""Sample identity cards, drawn in a card's proportions (85.6 × 54 mm) and marked 样例 SAMPLE.

No emblem and no security feature is drawn: the picture is for a camera to read, not for a person
to believe.
"""

import importlib.util
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from sandbox.store import Person

SIZE = (1000, 630)
_INK = (24, 24, 28)
_LABEL = (44, 98, 150)
_MARK = (196, 40, 40)
_GHOST = (221, 230, 236)
_PAPER = (240, 246, 248)
_SYSTEM_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


class NoFont(Exception):
    """No font with Chinese characters is at hand."""


def _fonts() -> Iterator[Path]:
    found = importlib.util.find_spec("justmytype_intl_cjk")
    if found and found.origin:
        yield Path(found.origin).parent / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    yield from (Path(path) for path in _SYSTEM_FONTS)


@cache
def font_file() -> Path:
    """The font that cards are drawn with: from its package, else one of the system's."""
    for path in _fonts():
        if path.exists():
            return path
    raise NoFont


@cache
def _font(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(font_file()), size)
    if "wght" in font_file().name:
        font.set_variation_by_axes([weight])
    return font


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("RGB", SIZE, _PAPER)
    ghost = Image.new("RGBA", (1400, 1000), (0, 0, 0, 0))
    pen = ImageDraw.Draw(ghost)
    for row in range(5):
        pen.text((row % 2 * 160, row * 200), "样例 SAMPLE 样例 SAMPLE", _GHOST, _font(110, 700))
    ghost = ghost.rotate(18, resample=Image.Resampling.BICUBIC)
    sheet.paste(ghost, (-200, -180), ghost)
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((4, 4, 995, 625), 34, outline=(150, 170, 182), width=3)
    return sheet, draw


def _mark(draw: ImageDraw.ImageDraw, at: tuple[int, int]) -> None:
    x, y = at
    draw.rounded_rectangle((x, y, x + 250, y + 56), 8, outline=_MARK, width=3)
    draw.text((x + 125, y + 27), "样例 SAMPLE", _MARK, _font(34, 700), anchor="mm")


def _png(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "PNG", dpi=(297, 297))
    return out.getvalue()


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines, line = [], ""
    for letter in text:
        if line and font.getlength(line + letter) > width:
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line]


def front(person: Person) -> bytes:
    """The side with the portrait, as a PNG."""
    sheet, draw = _sheet()
    label, value = _font(28, 500), _font(36)
    year, month, day = person.birth.split("-")

    def row(y: int, *pairs: tuple[int, str, int, str]) -> None:
        for label_x, name, value_x, text in pairs:
            draw.text((label_x, y + 6), name, _LABEL, label)
            draw.text((value_x, y), text, _INK, value)

    name_size = 42 if _font(42).getlength(person.name) <= 400 else 26
    draw.text((70, 76), "姓 名", _LABEL, label)
    draw.text((180, 68 if name_size == 42 else 78), person.name, _INK, _font(name_size))
    sex = "男" if person.sex == "M" else "女"
    row(150, (70, "性 别", 180, sex), (280, "民 族", 390, person.ethnicity))
    row(222, (70, "出 生", 180, year), (270, "年", 320, str(int(month))))
    row(222, (375, "月", 420, str(int(day))), (475, "日", 520, ""))
    row(302, (70, "住 址", 180, ""))
    for index, line in enumerate(_lines(person.address, value, 400)[:4]):
        draw.text((180, 300 + index * 48), line, _INK, value)
    draw.text((70, 542), "公民身份号码", _LABEL, label)
    for index, digit in enumerate(person.number):
        draw.text((340 + index * 33, 534), digit, _INK, _font(40, 600))

    with Image.open(io.BytesIO(person.portrait)) as face:
        sheet.paste(face.convert("RGB").resize((304, 374), Image.Resampling.LANCZOS), (632, 92))
    _mark(draw, (650, 22))
    return _png(sheet)


def back(person: Person) -> bytes:
    """The other side: who issued it, and how long it holds."""
    sheet, draw = _sheet()
    draw.ellipse((70, 60, 250, 240), outline=_MARK, width=6)
    draw.text((160, 130), "样例", _MARK, _font(60, 700), anchor="mm")
    draw.text((160, 190), "SAMPLE", _MARK, _font(32, 700), anchor="mm")
    draw.text((600, 105), "中华人民共和国", _INK, _font(52, 500), anchor="mm")
    draw.text((600, 205), "居 民 身 份 证", _INK, _font(78, 700), anchor="mm")
    draw.text((500, 330), "演示样例 不是证件 · NOT A DOCUMENT", _MARK, _font(28, 500), anchor="mm")
    label, value = _font(32, 500), _font(36)
    draw.text((190, 424), "签发机关", _LABEL, label)
    draw.text((370, 420), person.issuer, _INK, value)
    draw.text((190, 514), "有效期限", _LABEL, label)
    until = person.valid_to.replace("-", ".") or "长期"
    draw.text((370, 510), f"{person.valid_from.replace('-', '.')}-{until}", _INK, value)
    return _png(sheet)
