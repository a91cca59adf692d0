"""Working days of the PRC 工作日: holidays, and the weekends that are worked for them.

The State Council announces a year's holidays in the autumn before. Until then, and until an
operator loads the year, Monday to Friday stand in for it; `announced` says which it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # it has no stubs


@dataclass(frozen=True, slots=True)
class Year:
    """One year as announced: weekdays that are free, and weekend days that are worked."""

    free: frozenset[date]
    worked: frozenset[date]


_loaded: dict[int, Year] = {}


def load_year(year: int, *, free: Iterable[date], worked: Iterable[date]) -> None:
    """Take a year's announcement from the operator; it stands above the one that is shipped."""
    announcement = Year(frozenset(free), frozenset(worked))
    if any(day.year != year for day in announcement.free | announcement.worked):
        raise ValueError("a day of another year")
    if announcement.free & announcement.worked:
        raise ValueError("a day that is both free and worked")
    _loaded[year] = announcement


def announced(year: int) -> bool:
    """Whether the year's holidays are known, or Monday to Friday only stand in for them."""
    # Every announcement frees 1 May; the first days of January may come with the year before.
    return year in _loaded or date(year, 5, 1) in chinese_calendar.holidays


def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    weekday = day.weekday() < 5
    if loaded := _loaded.get(day.year):
        return day in loaded.worked or (weekday and day not in loaded.free)
    if announced(day.year):
        return bool(chinese_calendar.is_workday(day))
    return weekday


def add_working_days(day: date, count: int) -> date:
    """The working day that ends a term of so many: the day it starts on is not counted."""
    if count < 0:
        raise ValueError("a term runs forward")
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after the start, up to and with the end."""
    span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in span)


def working_days_left(due: date, today: date) -> int:
    """Working days until it is due; below nought, since."""
    if today > due:
        return -working_days_between(due, today)
    return working_days_between(today, due)
