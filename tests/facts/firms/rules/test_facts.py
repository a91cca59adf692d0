"""Which source may say what of a firm, and what tells one fact from another."""

from datetime import date

import pytest

from jiaxin.facts.firms.rules.facts import (
    CREDIT_CHINA,
    FIRM_ITSELF,
    KINDS,
    MARKET,
    MAY_SAY,
    FirmFactKind,
    Listing,
    Said,
    about,
    kind_of,
)
from jiaxin.facts.firms.rules.lists import Listed, Span
from jiaxin.facts.firms.rules.profile import Award
from jiaxin.facts.firms.rules.publicity import read_penalty
from tests.firms import a_penalty_row

AWARD = Award("先进单位", "样例市商务局", date(2026, 3, 1))
LISTING = Listing(Listed.RED, date(2026, 1, 1), "样例市发展改革委", last=date(2027, 1, 1))


def test_every_kind_has_its_content_and_somebody_who_may_say_it() -> None:
    assert set(KINDS.values()) == set(FirmFactKind) == set(MAY_SAY)
    assert all(MAY_SAY.values())


def test_a_firm_speaks_of_its_profile_and_awards_only() -> None:
    own = {kind for kind, sources in MAY_SAY.items() if FIRM_ITSELF in sources}

    assert own == {FirmFactKind.PROFILE, FirmFactKind.AWARD}


def test_penalties_come_from_departments() -> None:
    assert MAY_SAY[FirmFactKind.PENALTY] == {MARKET, CREDIT_CHINA}


@pytest.mark.parametrize(("said", "kind"), [(AWARD, "award"), (LISTING, "listing")])
def test_a_content_knows_its_kind(said: Said, kind: str) -> None:
    assert kind_of(said) == kind


def test_facts_of_one_kind_are_told_apart_by_what_they_are_about() -> None:
    first = read_penalty(a_penalty_row(), grade=None, today=date(2026, 11, 25)).said
    other = read_penalty(a_penalty_row(CF_WSH="另一份"), grade=None, today=date(2026, 11, 25)).said

    assert first is not None
    assert other is not None
    assert about(first) != about(other)
    assert about(AWARD) != about(Award("先进单位", "样例市商务局", date(2025, 3, 1)))


def test_a_listing_has_its_span() -> None:
    assert LISTING.span == Span(date(2026, 1, 1), date(2027, 1, 1))
