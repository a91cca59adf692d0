"""What anybody may choose in the search for firms. Whatever an address says, a page comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from jiaxin.facts.firms.finding import PAGES, Standing, Wanted
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import LONGEST_TYPED
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
class Lists:
    """The lists of the search page, each with what is chosen in it."""

    provinces: list[Choice]
    cities: list[Choice]
    counties: list[Choice]
    kinds: list[Choice]
    trades: list[Choice]
    standings: list[Choice]

    @property
    def any_chosen(self) -> bool:
        every = (self.provinces, self.kinds, self.trades, self.standings)
        return any(choice.chosen for one in every for choice in one)


def wanted_in(query: QueryDict) -> Wanted:
    """What the address asks for; what it should not say is left out."""
    return Wanted(
        text=query.get("q", "")[:LONGEST_TYPED],
        region=_deepest(query),
        kind=_member(FirmKind, query.get("kind", "")),
        trade=_member(Trade, query.get("trade", "")),
        standing=_member(Standing, query.get("standing", "")),
        page=_page(query.get("page", "")),
    )


def lists(wanted: Wanted) -> Lists:
    """What there is to choose: below a chosen province its cities, below a city its counties."""
    province = f"{wanted.region[:2]}0000" if wanted.region else ""
    below = regions.below(province) if province else []
    city = f"{wanted.region[:4]}00" if wanted.region[2:4] not in ("", "00") else ""
    counties = regions.below(city) if city and city != province else []
    return Lists(
        provinces=_regions(regions.provinces(), province),
        cities=_regions(below, city if city in {one.code for one in below} else wanted.region),
        counties=_regions(counties, wanted.region),
        kinds=_members(FirmKind, wanted.kind),
        trades=_members(Trade, wanted.trade),
        standings=_members(Standing, wanted.standing),
    )


def _deepest(query: QueryDict) -> str:
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


def _page(text: str) -> int:
    return min(int(text), PAGES) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _member[Kind: StrEnum](kind: type[Kind], value: str) -> Kind | None:
    return kind(value) if value in set(kind) else None


def _members(kind: type[StrEnum], chosen: StrEnum | None) -> list[Choice]:
    return [Choice(one.value, wording.worded(one), one is chosen) for one in kind]


def _regions(found: Iterable[Region], chosen: str) -> list[Choice]:
    return [Choice(one.code, Words(zh=one.name, en=one.name), one.code == chosen) for one in found]
