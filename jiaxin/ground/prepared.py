"""Statements that the database plans once a connection, instead of each time.

Of a short statement, PostgreSQL spends two thirds of its time on parsing and planning. Where the
text is the same every time and only values differ, the driver sends it by name from its third time
on, with the values beside it:

    with prepared() as cursor:
        cursor.execute(SAME_TEXT, [worker])

Everything else (a text made for the moment, lists of ever other lengths) is better off with
`connection.cursor()`, which puts the values into the text.
"""

from typing import Any, override

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg.errors import FeatureNotSupported

_Bound: Any = ServerBindingCursor  # its types do not say that it is the driver's cursor


class _Cursor(_Bound):  # type: ignore[misc]  # of which nothing is known, then
    @override
    def execute(self, *args: Any, **named: Any) -> Any:
        try:
            return super().execute(*args, **named)
        except FeatureNotSupported:
            # A column has become another type under the plan, which no later try survives. What
            # failed here is told; the connection's plans end with it, and the next has new ones.
            self.connection.close()
            raise


def prepared() -> CursorWrapper:
    """Django's own cursor in all but this, on its own connection and in its transaction."""
    connection.ensure_connection()
    connection.validate_thread_sharing()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(_Cursor(connection.connection))
