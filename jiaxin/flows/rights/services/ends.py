"""Erasing what is past its time, batch by batch, each with a line that says how many."""

from typing import LiteralString

from django.db import connection

from jiaxin.flows.rights import ends
from jiaxin.flows.rights.ends import End
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@service(Action.RETENTION_ERASE)
def erase_past(actor: Actor, /, *, table: str) -> int:
    """Erase some of a table's rows whose time is over; how many."""
    end = ends.of(table)
    began = end.term.began(clock.now())
    statement, values = _statement(end), [*end.anew, began]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        gone = int(cursor.rowcount)
    grounds(f"retention:{table}:{gone}", table=table, rows=gone)
    return gone


_ERASE: LiteralString = """
DELETE FROM {t} WHERE ({key}) IN
    (SELECT {key} FROM {t} WHERE {PAST} LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""
_EMPTY: LiteralString = """
UPDATE {t} SET ({set}) = ROW({VALUES}) WHERE ({key}) IN
    (SELECT {key} FROM {t} WHERE {PAST} LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""


def _statement(end: End) -> str:
    if not end.clears:
        return end.worded(_ERASE)
    marks: LiteralString = ", ".join(["%s"] * len(end.clears))
    return end.worded(_EMPTY.replace("{VALUES}", marks))
