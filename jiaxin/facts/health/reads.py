"""Questions about the examination: which tables are in force."""

from datetime import date

from django.db.models import QuerySet

from jiaxin.facts.health import formats
from jiaxin.facts.health.models import Edition
from jiaxin.facts.health.rules import Tables
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled


def tables_on(day: date) -> Tables:
    """The tables in force on that day: the newest edition by then, else the shipped sample."""
    row = _newest.first(day)
    return formats.read(row.written.encode()) if row else formats.sample()


@compiled
def _newest(day: date) -> QuerySet[Edition]:
    rows = Edition.objects.filter(in_force_from__lte=day)
    return rows.order_by("-in_force_from", "-loaded_at")[:1]


def tables_now() -> Tables:
    """The tables in force today, in China."""
    return tables_on(clock.today())


def editions() -> list[Tables]:
    """Every edition that was loaded, the newest in force first."""
    rows = Edition.objects.order_by("-in_force_from", "-loaded_at")
    return [formats.read(row.written.encode()) for row in rows]
