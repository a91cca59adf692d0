"""When a run is due and which one goes on; that slices leave no gap."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.comparisons import rules
from jiaxin.flows.comparisons.rules import FIRST_ID, LAST_ID, Coverage, Span
from jiaxin.ground.clock import SHANGHAI

THREE, HOUR = time(3), timedelta(hours=1)
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)  # 12:00 in Beijing
moments = st.integers(0, 3 * 365 * 86400).map(lambda seconds: NOON + timedelta(seconds=seconds))


def test_a_run_is_due_from_its_hour_on_until_it_has_begun() -> None:
    before, after = datetime(2026, 11, 24, 18, 59, tzinfo=UTC), NOON
    yesterday = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
    tonight = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)

    assert not rules.run_is_due(before, THREE, SHANGHAI, yesterday)
    assert rules.run_is_due(after, THREE, SHANGHAI, yesterday)
    assert not rules.run_is_due(after, THREE, SHANGHAI, tonight)
    assert rules.run_is_due(after, THREE, SHANGHAI, None)


@given(now=moments, minute=st.integers(0, 24 * 60 - 1))
def test_the_start_that_is_due_lies_within_the_last_day(now: datetime, minute: int) -> None:
    start = time(minute // 60, minute % 60)

    due = rules.last_start_due(now, start, SHANGHAI)

    assert timedelta(0) <= now - due < timedelta(days=1)
    assert due.astimezone(SHANGHAI).time() == start


@given(started=moments, waited=st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_broken_run_goes_on_for_half_a_day(started: datetime, waited: timedelta) -> None:
    assert rules.goes_on(started, started + waited) == (waited < timedelta(hours=12))


@given(attempt=st.integers(0, 1000))
def test_a_silent_source_is_left_alone_longer_each_time_and_a_minute_at_most(attempt: int) -> None:
    wait = rules.wait_before(attempt)

    assert timedelta(0) < wait <= timedelta(minutes=1)
    assert wait <= rules.wait_before(attempt + 1)


ids = st.integers(1, 2**128 - 2).map(lambda number: UUID(int=number))


@given(cuts=st.sets(ids, max_size=8), chance=st.randoms(use_true_random=False))
def test_slices_that_meet_cover_all_and_lose_that_with_any_one_of_them(
    cuts: set[UUID], chance: object
) -> None:
    ends = [FIRST_ID, *sorted(cuts), LAST_ID]
    spans = [Span(place, *pair) for place, pair in enumerate(pairwise(ends))]

    assert rules.covers_all(list(reversed(spans)))
    for left_out in spans:
        assert not rules.covers_all([span for span in spans if span is not left_out])
    assert not rules.covers_all([*spans, spans[0]])


def test_where_nobody_is_due_nobody_is_left_out() -> None:
    assert Coverage(0, 0, 0, None).share == 1.0
    assert Coverage(4, 3, 1, None).share == 0.75


@given(asked=moments, waited=st.timedeltas(timedelta(0), HOUR), off=st.timedeltas(-HOUR, HOUR))
def test_an_answer_was_given_between_its_question_and_its_coming(
    asked: datetime, waited: timedelta, off: timedelta
) -> None:
    now = asked + waited

    answered = rules.answered(asked, asked + off, now)

    assert asked <= answered <= now
    assert answered == asked + off or not asked <= asked + off <= now
