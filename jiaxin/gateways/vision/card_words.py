"""What the words on a resident ID card 居民身份证 mean, once they are read and laid in place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from jiaxin.ground import regions
from jiaxin.ground.id_numbers import check_character

# The 56 peoples 民族, and the one group that a card may name besides.
PEOPLES = re.findall(
    r"\S+",
    """
    汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗
    瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜
    水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南
    仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固
    京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 穿青人
    """,
)
# Print that a reader takes for its traditional twin.
TWINS = str.maketrans("漢滿囘", "汉满回")
# Marks on sample cards: no part of any field.
MARKS = re.compile(r"样例|演示|不是证件|SAMPLE|NOT *A *DOCUMENT|DEMO", re.IGNORECASE)

LETTERS_FOR_DIGITS = str.maketrans("OoQDIl|BSZx×", "0000111852XX")
# Digits that a reader takes for one another in this print.
LOOKALIKES = ("08", "06", "09", "17", "27", "38", "35", "39", "56", "58", "68", "69", "89", "14")


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text, and the middle of it as a share of the card's width and height."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A printed label, and where it stands on every card of this side."""

    words: str
    x: float
    y: float


FRONT = (
    Anchor("姓名", 0.10, 0.14),
    Anchor("性别", 0.10, 0.26),
    Anchor("民族", 0.32, 0.26),
    Anchor("出生", 0.10, 0.38),
    Anchor("住址", 0.10, 0.51),
    Anchor("公民身份号码", 0.17, 0.88),
)
BACK = (
    Anchor("中华人民共和国", 0.60, 0.17),
    Anchor("居民身份证", 0.60, 0.33),
    Anchor("签发机关", 0.26, 0.69),
    Anchor("有效期限", 0.26, 0.83),
)
# Residents from Hong Kong, Macao and Taiwan; numbers from 9 are foreigners'.
PERMITS = ("810000", "820000", "830000")
NUMBER_PLACE = (0.62, 0.88)
ROW = 0.06


def squeezed(text: str) -> str:
    """Without the spaces that the print puts between characters; Latin names keep theirs."""
    return re.sub(r"(?<![ -~])\s+|\s+(?![ -~])", "", text.strip())


def is_mark(text: str) -> bool:
    """Whether this is the mark on a sample and nothing else."""
    return not re.search(r"\w", MARKS.sub("", text))


def anchor_in(text: str, anchors: Sequence[Anchor]) -> Anchor | None:
    """The label that this run of text is, or begins with."""
    plain = squeezed(text)
    for anchor in anchors:
        if plain.startswith(anchor.words) or (len(anchor.words) > 3 and anchor.words in plain):
            return anchor
    return None


def number_in(text: str) -> str:
    """Eighteen characters that could be an ID number, or nothing."""
    plain = re.sub(r"\s+", "", text).translate(LETTERS_FOR_DIGITS)
    found = re.search(r"(?<!\d)[1-9]\d{16}[\dX](?![\dX])", plain)
    return found.group() if found else ""


def row(lines: Iterable[Line], y: float, *, left: float = 0.0, right: float = 0.66) -> str:
    """The text of one row of print, from left to right."""
    level = [line for line in lines if abs(line.y - y) < ROW and left <= line.x <= right]
    return "".join(squeezed(line.text) for line in sorted(level, key=lambda line: line.x))


def name_in(text: str) -> str:
    """The name beside its label; the dot of ethnic names is always written `·`."""
    return re.sub(r"[•・‧∙．.]", "·", re.sub(r"^姓?名?", "", text, count=1)).strip("·:：")


def sex_in(text: str) -> str:
    """F, M or nothing."""
    found = re.search(r"[男女]", text)
    return "" if found is None else "F" if found.group() == "女" else "M"


def ethnicity_in(text: str) -> str:
    """One of the 56 peoples 民族, or nothing."""
    after = text.translate(TWINS).partition("族")[2] or text.translate(TWINS)
    return next(
        (people for people in sorted(PEOPLES, key=len, reverse=True) if people in after), ""
    )


def day(year: str, month: str, of_month: str) -> date | None:
    """The day, if there is one."""
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def birth_in(text: str) -> date | None:
    """The day of birth as it is printed."""
    plain = text.translate(LETTERS_FOR_DIGITS)
    found = re.search(r"((?:19|20)\d\d)\D?(\d{1,2})\D(\d{1,2})", plain)
    return day(*found.groups()) if found else None


def address_in(lines: Iterable[Line], top: float) -> str:
    """The lines of the address joined, from `top` down to the number, without their label."""
    block = [
        line
        for line in lines
        if top < line.y < 0.80 and line.x < 0.66 and squeezed(line.text) not in {"住址", "住", "址"}
    ]
    text = "".join(squeezed(line.text) for line in _in_rows(block))
    return re.sub(r"^住?址(?=.)", "", text, count=1)


def _in_rows(lines: Iterable[Line]) -> list[Line]:
    """Lines of the same height become one, read from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda at: at.y):
        if rows and abs(line.y - rows[-1][0].y) < ROW / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered = [sorted(parts, key=lambda at: at.x) for parts in rows]
    return [Line("".join(at.text for at in parts), parts[0].x, parts[0].y) for parts in ordered]


def validity_in(text: str) -> tuple[date | None, date | None]:
    """From and until. Both are None where it could not be read; only the second for 长期."""
    digits = re.sub(r"\D", "", text.translate(LETTERS_FOR_DIGITS))
    start = day(digits[:4], digits[4:6], digits[6:8])
    if start is None:
        return None, None
    if len(digits) == 16:
        end = day(digits[8:12], digits[12:14], digits[14:])
        return (start, end) if end and end > start else (None, None)
    return (start, None) if len(digits) == 8 and re.search(r"[长長]", text) else (None, None)


def issuer_in(text: str) -> str:
    """The office that issued the card."""
    return text.partition("机关")[2] or text


def adds_up(number: str) -> bool:
    """Whether the check character fits, and the region and the birthday have existed."""
    fits = len(number) == 18 and number[:17].isdigit()
    return (
        fits
        and check_character(number[:17]) == number[17]
        and day(number[6:10], number[10:12], number[12:14]) is not None
        and (number[0] == "9" or number[:6] in PERMITS or regions.valid_ever(number[:6]))
    )


def mended(number: str, birth: date | None) -> str:
    """The number with one misread put right, where only one way of doing so adds up."""
    if len(number) != 18 or adds_up(number):
        return number
    if birth is not None:
        printed = number[:6] + f"{birth:%Y%m%d}" + number[14:]
        if adds_up(printed):
            return printed
    ways = {way for way in _one_digit_off(number) if adds_up(way) and _agrees(way, birth)}
    return ways.pop() if len(ways) == 1 else number


def _one_digit_off(number: str) -> Iterable[str]:
    for place, pair in product(range(18), LOOKALIKES):
        if number[place] in pair:
            other = pair.replace(number[place], "")
            yield number[:place] + other + number[place + 1 :]


def _agrees(number: str, birth: date | None) -> bool:
    return birth is None or number[6:14] == f"{birth:%Y%m%d}"
