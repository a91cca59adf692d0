from datetime import UTC, date, datetime, timedelta

import pytest

from jiaxin.ground import clock
from tests.clockwork import at


def test_the_time_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_the_day_in_china_turns_at_sixteen_hours_utc() -> None:
    with at(datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)) as hands:
        before = clock.today()
        hands.move(timedelta(seconds=1))
        after = clock.today()

    assert (before, after) == (date(2026, 11, 22), date(2026, 11, 23))


def test_a_day_starts_where_the_one_before_ends() -> None:
    starts = clock.start_of(date(2028, 3, 1))

    assert starts == datetime(2028, 2, 29, 16, 0, tzinfo=UTC)
    assert clock.day_of(starts) == date(2028, 3, 1)
    assert clock.day_of(starts - timedelta(microseconds=1)) == date(2028, 2, 29)


def test_a_moment_without_a_zone_cannot_be_set() -> None:
    with pytest.raises(ValueError, match="zone"), at(datetime(2026, 11, 23)):  # noqa: DTZ001 — the fault under test
        pass
