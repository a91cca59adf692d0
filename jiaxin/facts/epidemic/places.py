"""Places that people name: divisions of the country, and other countries by ISO 3166-1."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale

from jiaxin.facts.epidemic.errors import (
    ImpossibleTemperature,
    SeveralPlaces,
    UnknownCountry,
    UnknownPlace,
)
from jiaxin.facts.epidemic.rules import COLDEST, HOTTEST, NATION
from jiaxin.ground import regions
from jiaxin.ground.regions import Level, Region
from jiaxin.ground.words import Words

# Codes of the same form that ISO 3166-1 does not give to a country, or only keeps free.
_NO_COUNTRY = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
# At home: these are divisions of the country, and stand among its places.
_AT_HOME = frozenset({"CN", "HK", "MO", "TW"})
_SEVERAL_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: its two letters and its names."""

    code: str
    name: Words


@cache
def countries() -> dict[str, Country]:
    """Every country and territory of ISO 3166-1 but the ones at home, by code."""
    chinese, english = Locale("zh").territories, Locale("en").territories
    return {
        code: Country(code, Words(zh=chinese[code], en=english[code]))
        for code in sorted(english)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY | _AT_HOME
    }


@cache
def _by_name() -> dict[str, str]:
    return {
        _plain(name): one.code
        for one in countries().values()
        for name in (one.code, one.name.zh, one.name.en)
    }


def read_country(text: str) -> str:
    """The code of a country that was named in either language, or by its code."""
    if (code := _by_name().get(_plain(text))) is None:
        raise UnknownCountry
    return code


def is_place(code: str) -> bool:
    """Whether a code is one of today's divisions."""
    return regions.find(code) is not None


def read_place(text: str) -> str:
    """The code of a division that was named, alone or with those above it."""
    found = regions.called(text)
    if not found:
        raise UnknownPlace
    # A city that has a county of its own name is meant as the city.
    widest = [one for one in found if not any(_lies_in(one, other) for other in found)]
    if len(widest) > 1:
        names = [regions.full_name_of(one.code) or one.name for one in widest]
        raise SeveralPlaces(which=names[:_SEVERAL_SHOWN])
    return widest[0].code


@cache
def cities() -> tuple[str, ...]:
    """The full names of provinces without cities and of all cities, to choose from."""
    names = []
    for province in regions.provinces():
        inner = [one for one in regions.below(province.code) if one.level is Level.CITY]
        chosen = [one.code for one in inner] or [province.code]
        names += [regions.full_name_of(code) or "" for code in chosen]
    return tuple(dict.fromkeys(name for name in names if name))


def name_of(code: str) -> Words:
    """What a code is called: a country in both languages, a division by its full name."""
    if (country := countries().get(code)) is not None:
        return country.name
    if code == NATION:
        return Words(zh="全国", en="the whole country")
    name = regions.full_name_of(code) or code
    return Words(zh=name, en=name)


_TEMPERATURE = re.compile(r"([0-9]{2})(?:[.,。]?([0-9]))?[0-9]?(?:°?C|度)?", re.ASCII)


def read_temperature(text: str) -> int:
    """Tenths of a degree from what was typed: 36.5, 36,5 or 365, with or without a unit."""
    plain = "".join(unicodedata.normalize("NFKC", text[:20]).split()).upper()
    found = _TEMPERATURE.fullmatch(plain)
    if found is None:
        raise ImpossibleTemperature
    tenths = int(found[1]) * 10 + int(found[2] or 0)
    if not COLDEST <= tenths <= HOTTEST:
        raise ImpossibleTemperature
    return tenths


def _lies_in(inner: Region, outer: Region) -> bool:
    return inner.code != outer.code and regions.within(inner.code, outer.code)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
