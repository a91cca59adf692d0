"""A restore that was cut off: the past is there, and what had ended since has not ended in it.

A table without columns marks such a database, from before it is filled until it is whole. Nothing
serves it meanwhile: no web process answers, and no worker starts.
"""

from functools import cache

from django.db import connection

MARK = "jiaxin_restore_unfinished"
SAYS = (
    "a restore was cut off in this database, and what had ended since the backup would be in force "
    "again: drop the database, and restore into an empty one"
)


class RestoreUnfinished(Exception):
    """Why nothing is served."""

    def __init__(self) -> None:
        super().__init__(SAYS)


def is_marked() -> bool:
    """Whether a restore was begun here, and not ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [MARK])
        return bool(cursor.fetchone() == (True,))


def clear() -> None:
    """It is whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


@cache
def refuse() -> None:
    """Once a process: raise RestoreUnfinished in the middle of one, and where one was cut off."""
    if is_marked():
        raise RestoreUnfinished
