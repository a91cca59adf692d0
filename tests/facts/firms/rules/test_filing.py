"""A filing's states, and the fifteen days of a change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.firms.rules.filing import (
    FilingState,
    change_due,
    is_late,
    may_move,
    reminders,
)

DRAFT, SUBMITTED, RETURNED, ACCEPTED, WITHDRAWN = FilingState


@pytest.mark.parametrize("now", FilingState)
@pytest.mark.parametrize("then", FilingState)
def test_a_filing_moves_only_so(now: FilingState, then: FilingState) -> None:
    allowed = {
        (DRAFT, SUBMITTED),
        (SUBMITTED, RETURNED),
        (SUBMITTED, ACCEPTED),
        (RETURNED, SUBMITTED),
        # The firm changes its mind.
        (SUBMITTED, DRAFT),
        (DRAFT, WITHDRAWN),
        (RETURNED, WITHDRAWN),
        (ACCEPTED, WITHDRAWN),
    }

    assert may_move(now, then) is ((now, then) in allowed)


@given(moves=st.lists(st.sampled_from(FilingState)))
def test_nothing_is_accepted_unseen_and_what_was_accepted_only_ends(
    moves: list[FilingState],
) -> None:
    now, was_submitted = DRAFT, False
    for then in moves:
        if may_move(now, then):
            assert now is not WITHDRAWN
            assert now is not ACCEPTED or then is WITHDRAWN
            now, was_submitted = then, was_submitted or then is SUBMITTED
    assert was_submitted or now in {DRAFT, WITHDRAWN}


@pytest.mark.parametrize(
    ("changed", "due", "reminded"),
    [
        ("2026-11-25", "2026-12-10", ("2026-12-03", "2026-12-07", "2026-12-09")),
        ("2028-02-20", "2028-03-06", ("2028-02-28", "2028-03-03", "2028-03-05")),  # a leap year
        ("2027-02-20", "2027-03-07", ("2027-02-28", "2027-03-04", "2027-03-06")),
        ("2026-12-25", "2027-01-09", ("2027-01-02", "2027-01-06", "2027-01-08")),
    ],
)
def test_a_change_is_filed_within_fifteen_days_with_reminders(
    changed: str, due: str, reminded: tuple[str, ...]
) -> None:
    assert change_due(date.fromisoformat(changed)) == date.fromisoformat(due)
    assert reminders(date.fromisoformat(changed)) == tuple(map(date.fromisoformat, reminded))


@pytest.mark.parametrize(
    ("filed", "today", "late"),
    [
        (None, "2026-12-10", False),
        (None, "2026-12-11", True),
        ("2026-12-10", "2027-03-01", False),
        ("2026-12-11", "2027-03-01", True),
    ],
)
def test_a_change_is_late_past_its_last_day(filed: str | None, today: str, late: bool) -> None:
    filed_on = date.fromisoformat(filed) if filed else None

    assert is_late(date(2026, 11, 25), filed_on, date.fromisoformat(today)) is late
