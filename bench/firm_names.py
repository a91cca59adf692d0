"""Firms of nobody, from a seed: names as the trade has them, valid codes, regions that exist."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from jiaxin.facts.firms.rules import searching
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import Names, filter_token
from jiaxin.ground import regions
from jiaxin.ground.credit_codes import check_character, organisation_check
from jiaxin.ground.regions import Level

SEED = int(os.environ.get("SEED") or 1)
# A share of names begins with where the firm is; the rest with its own word.
WITH_PLACE = 0.7
# What the trade calls itself, with how often.
WORDS = {
    "家政服务": 40, "家政": 10, "家庭服务": 6, "保洁服务": 10, "母婴护理": 8, "月嫂服务": 3,
    "养老服务": 7, "生活服务": 6, "物业家政": 2, "育婴服务": 3, "家政服务咨询": 3, "清洁服务": 2,
}  # fmt: skip
ENDS = {"有限公司": 80, "有限责任公司": 8, "服务部": 5, "中心": 4, "家政公司": 1, "合作社": 2}
FIRST = (
    "阳光爱家乐福安康瑞祥和美佳欣悦好帮手管喜月红金银玉翠兰梅竹菊春夏秋冬东西南北中华盛世昌隆兴旺达"
    "通顺利民益众诚信德善仁义礼智优品洁净新亮明星晨曦朝霞云海山川江河湖泊天地人宝贝婴童馨怡雅静柔温暖"
)
KINDS = tuple(FirmKind)
TRADES = tuple(Trade)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One firm's search row."""

    code: str
    name: str
    brand: str
    region: str
    kind: FirmKind
    filed: bool
    names: Names
    tokens: frozenset[int]
    place: int


def firms(first: int, past: int) -> Iterator[MadeUp]:
    """The firms of these numbers; each depends on its own number and the seed only."""
    for number in range(first, past):
        yield one(number)


def one(number: int) -> MadeUp:
    """The firm of this number."""
    chance = Random(f"{SEED}/{number}")  # noqa: S311 — the same firms each time
    region = chance.choices(_counties(), cum_weights=_weights())[0]
    core = "".join(chance.choices(FIRST, k=chance.choice((2, 2, 2, 3, 3, 4))))
    words = [
        core,
        *chance.choices([*WORDS], [*WORDS.values()]),
        *chance.choices([*ENDS], [*ENDS.values()]),
    ]
    if chance.random() < WITH_PLACE:
        words.insert(0, _short_name(region))
    brand = (core,) if chance.random() < 0.2 else ()
    name = "".join(words)
    heard = {name: _heard(words)} | ({core: _heard(brand)} if brand else {})
    names = searching.names_heard(heard)
    kind, filed = chance.choice(KINDS), chance.random() < 0.6
    filters = {
        filter_token("region", code) for code in (f"{region[:2]}0000", f"{region[:4]}00", region)
    }
    if filed:
        filters.add(filter_token("kind", kind))
        filters |= {filter_token("trade", trade) for trade in chance.sample(TRADES, 2)}
    code = code_of(number, region)
    place = searching.place(filed=filed, open_=chance.random() < 0.93, code=code)
    return MadeUp(
        code, name, "".join(brand), region, kind, filed, names, names.tokens | filters, place
    )


def code_of(number: int, region: str) -> str:
    """A valid code of nobody."""
    own = f"M{number:07}"
    body = f"91{region}{own}{organisation_check(own)}"
    return body + check_character(body)


@cache
def _counties() -> tuple[str, ...]:
    found = []
    for province in regions.provinces():
        for part in regions.below(province.code):
            below = [one.code for one in regions.below(part.code)]
            found += [part.code] if part.level is Level.COUNTY else below
    return tuple(found)


@cache
def _weights() -> tuple[float, ...]:
    """Large cities have more firms: Beijing, Shanghai and Guangdong a good part of them."""
    heavy = {"11": 12.0, "31": 10.0, "44": 4.0, "33": 3.0, "32": 3.0}
    return tuple(accumulate(heavy.get(code[:2], 1.0) for code in _counties()))


@cache
def _short_name(region: str) -> str:
    outer = regions.parents(region)
    wide = region[:2] in ("11", "12", "31", "50")
    named = outer[0] if wide or len(outer) < 2 else outer[1]
    return named.name.removesuffix("市").removesuffix("省")


def _heard(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(part for word in words for part in _syllables(word))


@cache
def _syllables(word: str) -> tuple[str, ...]:
    return searching.syllables(word)
