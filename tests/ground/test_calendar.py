from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground import calendar


@pytest.fixture(autouse=True)
def no_year_stays_loaded() -> Iterator[None]:
    yield
    calendar._loaded.clear()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 10, 1), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2025, 9, 28), True),
        (date(2025, 9, 27), False),
        (date(2025, 9, 26), True),
    ],
)
def test_holidays_are_free_and_the_weekends_for_them_are_worked(day: date, works: bool) -> None:
    assert calendar.is_working_day(day) is works


def test_a_year_not_announced_goes_from_monday_to_friday_and_says_so() -> None:
    assert calendar.announced(2025)
    assert not calendar.announced(2099)
    assert calendar.is_working_day(date(2099, 10, 1))
    assert not calendar.is_working_day(date(2099, 10, 3))


def test_a_year_that_the_operator_loads_is_announced() -> None:
    calendar.load_year(2099, free=[date(2099, 10, 1)], worked=[date(2099, 10, 3)])

    assert calendar.announced(2099)
    assert not calendar.is_working_day(date(2099, 10, 1))
    assert calendar.is_working_day(date(2099, 10, 3))


@pytest.mark.parametrize(
    ("free", "worked"),
    [([date(2098, 1, 1)], []), ([date(2099, 1, 1)], [date(2099, 1, 1)])],
)
def test_a_muddled_year_is_not_loaded(free: list[date], worked: list[date]) -> None:
    with pytest.raises(ValueError, match="day"):
        calendar.load_year(2099, free=free, worked=worked)

    assert not calendar.announced(2099)


def test_a_term_steps_over_the_national_holiday() -> None:
    assert calendar.add_working_days(date(2025, 9, 30), 2) == date(2025, 10, 10)


def test_a_term_of_no_days_ends_on_its_day() -> None:
    assert calendar.add_working_days(date(2025, 10, 1), 0) == date(2025, 10, 1)


def test_a_term_does_not_run_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        calendar.add_working_days(date(2025, 10, 1), -1)


@given(start=st.dates(date(2005, 1, 1), date(2040, 1, 1)), count=st.integers(1, 40))
def test_a_term_ends_on_a_working_day_and_holds_as_many_as_it_says(start: date, count: int) -> None:
    end = calendar.add_working_days(start, count)

    assert calendar.is_working_day(end)
    assert calendar.working_days_between(start, end) == count
    assert calendar.working_days_between(start, end - timedelta(days=1)) == count - 1


@given(due=st.dates(date(2025, 1, 1), date(2027, 1, 1)), days=st.integers(0, 30))
def test_what_is_left_of_a_term_is_below_nought_once_it_is_over(due: date, days: int) -> None:
    before, after = due - timedelta(days=days), due + timedelta(days=days)

    assert calendar.working_days_left(due, before) == calendar.working_days_between(before, due)
    assert calendar.working_days_left(due, after) == -calendar.working_days_between(due, after)
