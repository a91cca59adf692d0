"""What anybody may choose in the search for firms. Whatever an address says, a page comes of it."""

from dataclasses import dataclass

from django.http import QueryDict

from jiaxin.facts.firms.finding import PAGES, Standing, Wanted
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import LONGEST_TYPED
from jiaxin.portals.public import choices
from jiaxin.portals.public.choices import Choice


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
        region=choices.region_in(query),
        kind=choices.member(FirmKind, query.get("kind", "")),
        trade=choices.member(Trade, query.get("trade", "")),
        standing=choices.member(Standing, query.get("standing", "")),
        page=_page(query.get("page", "")),
    )


def lists(wanted: Wanted) -> Lists:
    """What there is to choose: below a chosen province its cities, below a city its counties."""
    places = choices.places(wanted.region)
    return Lists(
        provinces=places.provinces,
        cities=places.cities,
        counties=places.counties,
        kinds=choices.members(FirmKind, wanted.kind),
        trades=choices.members(Trade, wanted.trade),
        standings=choices.members(Standing, wanted.standing),
    )


def _page(text: str) -> int:
    return min(int(text), PAGES) if text.isascii() and text.isdigit() and len(text) < 4 else 1
