"""The law of consent."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.trust.consent.rules import (
    LASTS,
    Kind,
    Term,
    end_of,
    fall_with,
    holds,
    needs_platform,
)

moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 — hypothesis sets the zone itself
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001 — as above
    timezones=st.just(UTC),
)
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@given(start=moments, now=moments, withdrawn=st.none() | moments)
def test_a_consent_never_holds_before_its_start_or_from_its_end_on(
    start: datetime, now: datetime, withdrawn: datetime | None
) -> None:
    term = Term(start, start + LASTS, withdrawn)

    if holds(term, now):
        assert start <= now < start + LASTS


@given(start=moments, withdrawn=moments, later=st.timedeltas(min_value=timedelta(0)))
def test_a_withdrawn_consent_never_holds_again(
    start: datetime, withdrawn: datetime, later: timedelta
) -> None:
    term = Term(start, start + LASTS, withdrawn)

    assert not holds(term, withdrawn + min(later, timedelta(days=3650)))


@given(start=moments, one=moments, two=moments)
def test_once_ended_it_stays_ended(start: datetime, one: datetime, two: datetime) -> None:
    term, (first, second) = Term(start, start + LASTS), sorted((one, two))

    if first >= start and not holds(term, first):
        assert not holds(term, second)


def test_it_holds_to_the_last_moment_and_not_at_its_end() -> None:
    term = Term(NOON, NOON + LASTS)

    assert holds(term, NOON)
    assert holds(term, NOON + LASTS - timedelta(microseconds=1))
    assert not holds(term, NOON + LASTS)


def test_the_platforms_consent_lasts_thirty_days() -> None:
    assert end_of(Kind.PLATFORM, NOON, None) == NOON + timedelta(days=30)


@given(now=moments, left=st.timedeltas(timedelta(seconds=1), LASTS))
def test_no_other_consent_outlives_the_platforms(now: datetime, left: timedelta) -> None:
    for kind in set(Kind) - {Kind.PLATFORM}:
        assert end_of(kind, now, now + left) == now + left


@pytest.mark.parametrize("kind", Kind)
def test_with_the_platforms_falls_everything_and_with_another_only_itself(kind: Kind) -> None:
    falls = fall_with(kind)

    assert falls == (frozenset(Kind) if kind is Kind.PLATFORM else {kind})
    assert needs_platform(kind) is (kind is not Kind.PLATFORM)
