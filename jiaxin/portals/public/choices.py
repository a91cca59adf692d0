"""What may be chosen in a public search. Whatever an address says, a page comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from jiaxin.ground import regions
from jiaxin.ground.regions import Level, Region
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Places:
    """The lists of regions, each with what is chosen in it."""

    provinces: list[Choice]
    cities: list[Choice]
    counties: list[Choice]


def places(chosen: str) -> Places:
    """What there is to choose: below a chosen province its cities, below a city its counties."""
    province = f"{chosen[:2]}0000" if chosen else ""
    below = regions.below(province) if province else []
    city = f"{chosen[:4]}00" if chosen[2:4] not in ("", "00") else ""
    counties = regions.below(city) if city and city != province else []
    return Places(
        provinces=_regions(regions.provinces(), province),
        cities=_regions(below, city if city in {one.code for one in below} else chosen),
        counties=_regions(counties, chosen),
    )


def region_in(query: QueryDict) -> str:
    """The narrowest choice that lies in the wider ones: another province empties the rest."""
    chosen = ""
    for field in ("province", "city", "county"):
        code = query.get(field, "")
        region = regions.find(code) if code else None
        if region is None or (chosen and not regions.within(code, chosen)):
            break
        if not chosen and region.level is not Level.PROVINCE:
            break
        chosen = code
    return chosen


def member[Kind: StrEnum](kind: type[Kind], value: str) -> Kind | None:
    return kind(value) if value in set(kind) else None


def members(kind: Iterable[StrEnum], chosen: StrEnum | None) -> list[Choice]:
    return [Choice(one.value, wording.worded(one), one is chosen) for one in kind]


def _regions(found: Iterable[Region], chosen: str) -> list[Choice]:
    return [Choice(one.code, Words(zh=one.name, en=one.name), one.code == chosen) for one in found]
