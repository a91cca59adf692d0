"""Erasing what is past its time, batch by batch, each with a line that says how many."""

from django.db import connection

from jiaxin.flows.rights import ends
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@service(Action.RETENTION_ERASE)
def erase_past(actor: Actor, /, *, table: str) -> int:
    """Erase some of a table's rows whose time is over; how many."""
    statement, values = ends.of(table).batch(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        gone = int(cursor.rowcount)
    grounds(f"retention:{table}:{gone}", table=table, rows=gone)
    return gone
