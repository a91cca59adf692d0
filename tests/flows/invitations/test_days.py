"""Days as they are written, and as spreadsheets count them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations.rules import days

DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-03-01", "2024/3/1", "2024.03.01", "2024年3月1日", "2024年03月01", "20240301"),
        *("2024-03-01 00:00:00", "2024-03-01T00:00:00"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert days.written(text) == DAY


@pytest.mark.parametrize(
    "text", ["2024-02-30", "24-03-01", "03/01/2024", "1/3/2024", "2024-03", "45352", "三月一日", ""]
)
def test_a_day_that_could_be_another_is_not_guessed(text: str) -> None:
    assert days.written(text) is None


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_both_ways_of_counting_are_1462_days_apart(day: date) -> None:
    count = (day - date(1899, 12, 30)).days

    assert days.counted(str(count), from_1904=False) == day
    assert days.counted(str(count - 1462), from_1904=True) == day


def test_the_day_that_never_was_does_not_shift_the_count() -> None:
    assert days.counted("45352", from_1904=False) == DAY
    assert days.counted("45352.0", from_1904=False) == DAY


def test_a_count_is_told_from_a_year_and_from_a_day_written_out() -> None:
    assert days.is_count("45352")
    assert not days.is_count("2024")
    assert not days.is_count("20240301")
    assert not days.is_count("99999")
