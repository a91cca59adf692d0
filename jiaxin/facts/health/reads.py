"""Questions about the examination: which tables are in force."""

from datetime import date

from jiaxin.facts.health import formats
from jiaxin.facts.health.models import Edition
from jiaxin.facts.health.rules import Tables
from jiaxin.ground import clock


def tables_on(day: date) -> Tables:
    """The tables in force on that day: the newest edition by then, else the shipped sample."""
    row = (
        Edition.objects.filter(in_force_from__lte=day)
        .order_by("-in_force_from", "-loaded_at")
        .first()
    )
    return formats.read(row.written.encode()) if row else formats.sample()


def tables_now() -> Tables:
    """The tables in force today, in China."""
    return tables_on(clock.today())


def editions() -> list[Tables]:
    """Every edition that was loaded, the newest in force first."""
    rows = Edition.objects.order_by("-in_force_from", "-loaded_at")
    return [formats.read(row.written.encode()) for row in rows]
