"""What people do to the trail itself, each with its own line. Sealing is no act: see sealer.py."""

from datetime import date

from django.db import connection

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@service(Action.TRAIL_EXPORT)
def note_export(actor: Actor, /, *, lines: int) -> None:
    """Somebody reads the whole trail: that is on it before the first line leaves."""
    grounds(f"lines:{lines}")


@service(Action.TRAIL_DROP)
def drop_months(actor: Actor, /, *, before: date) -> int:
    """Drop whole months that ended before this day and are past their five years; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_drop_months(%s)", [before])
        row = cursor.fetchone()
    dropped = int(row[0])
    grounds(f"before:{before}", months=dropped)
    return dropped
