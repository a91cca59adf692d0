"""How long things are kept: one vocabulary, read by jobs, catalogue and tests alike."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground.retention import LASTING, Kept, Term, UnknownTerm, policy_of, term_of
from jiaxin.trust.consent.models import Consent
from jiaxin.trust.identity.models import OneTimeCode, Passkey

MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 — hypothesis takes the zone apart
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 — as above
    timezones=st.just(UTC),
)


@pytest.mark.parametrize("said", sorted(LASTING))
def test_what_lasts_as_long_as_what_it_belongs_to_has_no_term(said: str) -> None:
    assert term_of(said) is None


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("1 day", Term(days=1)),
        ("30 days", Term(days=30)),
        ("5 years", Term(years=5)),
        ("3 years after it ends", Term(years=3)),
        ("until she is proven, or 30 days", Term(days=30)),
    ],
)
def test_a_term_is_read_from_its_words(said: str, term: Term) -> None:
    assert term_of(said) == term


@pytest.mark.parametrize("said", ["", "a while", "5 fortnights", "five years", "years"])
def test_other_words_are_no_term(said: str) -> None:
    with pytest.raises(UnknownTerm):
        term_of(said)


def test_a_leap_day_counts_as_the_day_before_it_in_other_years() -> None:
    assert Term(years=5).began(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(
        2023, 2, 28, tzinfo=UTC
    )


@given(MOMENTS, st.integers(0, 10), st.integers(0, 400))
def test_a_term_is_never_shorter_than_its_days(now: datetime, years: int, days: int) -> None:
    assert now - Term(years=years, days=days).began(now) >= timedelta(days=365 * years + days)


def test_a_term_needs_the_moment_from_which_it_counts() -> None:
    with pytest.raises(ValueError, match="counts from a moment"):
        Kept(term=Term(days=1))


def test_a_table_that_says_nothing_goes_with_her_record() -> None:
    assert policy_of(Passkey) == Kept(whose="worker_id")


def test_a_table_that_says_it_is_heard() -> None:
    assert policy_of(OneTimeCode).term == Term(days=1)
    assert policy_of(Consent).outlives is not None
