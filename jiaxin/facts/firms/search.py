"""What one firm's line in the search says, made from its facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jiaxin.facts.firms import contents
from jiaxin.facts.firms.columns import spans
from jiaxin.facts.firms.models import FirmFact
from jiaxin.facts.firms.rules import searching
from jiaxin.facts.firms.rules.facts import FirmFactKind, Listing
from jiaxin.facts.firms.rules.lists import Listed, Span
from jiaxin.facts.firms.rules.penalties import last_day_shown
from jiaxin.facts.firms.rules.profile import FirmStatus, Profile, Registration
from jiaxin.facts.firms.rules.publicity import Penalty, Permit


@dataclass(slots=True)
class _Known:
    """A firm's facts, sorted by what they are."""

    registrations: list[Registration] = field(default_factory=list)
    profile: Profile | None = None
    penalties: list[Penalty] = field(default_factory=list)
    permits: list[Permit] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every name that a source knows it by; the one to show stands first."""
        named = [one.name for one in self.registrations]
        named += [self.profile.name] if self.profile else []
        named += [penalty.subject.name for penalty in self.penalties]
        named += [permit.subject.name for permit in self.permits]
        return list(dict.fromkeys(named))


def entry_of(code: str, facts: Iterable[FirmFact]) -> dict[str, Any]:
    """The values of the firm's search row."""
    known = _sorted(facts)
    brand = known.profile.brand if known.profile else ""
    names = searching.names_of([*known.names, brand])
    name = known.names[0] if known.names else code
    status = known.registrations[0].status if known.registrations else ""
    region = _region(code, known)
    return {
        "code": code,
        "name": name,
        "brand": brand,
        "region": region,
        "kind": known.profile.kind.value if known.profile else "",
        "status": status,
        "filed": known.profile is not None,
        "plain": names.plain,
        "sounds": names.sounds,
        "initials": names.initials,
        "tokens": sorted(names.tokens | _filters(region, known.profile)),
        "place": searching.place(
            filed=known.profile is not None, open_=status in ("", FirmStatus.OPEN), code=code
        ),
        "penalised": spans(_shown(known.penalties)),
        "red": _on(known.listings, Listed.RED),
        "black": _on(known.listings, Listed.BLACK),
    }


def _sorted(facts: Iterable[FirmFact]) -> _Known:
    known = _Known()
    for fact in facts:
        match contents.said(FirmFactKind(fact.kind), fact.content):
            case Registration() as said:
                known.registrations.append(said)
            case Profile() as said:
                known.profile = said
            case Penalty() as said:
                known.penalties.append(said)
            case Permit() as said:
                known.permits.append(said)
            case Listing() as said:
                known.listings.append(said)
    return known


def _region(code: str, known: _Known) -> str:
    if known.profile:
        return known.profile.region
    return known.registrations[0].region if known.registrations else code[2:8]


def _filters(region: str, profile: Profile | None) -> frozenset[int]:
    """A region is found by itself and by those around it; each service, and the type of firm."""
    around = {f"{region[:2]}0000", f"{region[:4]}00", region}
    tokens = {searching.filter_token("region", code) for code in around}
    if profile:
        tokens |= {searching.filter_token("trade", trade) for trade in profile.trades}
        tokens.add(searching.filter_token("kind", profile.kind))
    return frozenset(tokens)


def _shown(penalties: Iterable[Penalty]) -> list[Span]:
    until = [(one.decided_on, last_day_shown(one.publicity)) for one in penalties]
    return [Span(first, last) for first, last in until if last is not None]


def _on(listings: Iterable[Listing], which: Listed) -> str:
    return spans(one.span for one in listings if one.listed is which)
