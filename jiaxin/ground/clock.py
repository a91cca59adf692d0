"""The only place that reads the time.

The database and the code speak UTC; a day is a day in China.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

# China has kept one offset, with no summer time, since 1991; no table of zones is needed for it.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def _read() -> datetime:
    """The machine's clock. Tests put another in its place; nothing else may."""
    return datetime.now(UTC)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _read()


def today() -> date:
    """The day that it is in China."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day that it was in China at that moment."""
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first moment of that day in China, in UTC. The day ends where the next one starts."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)
