"""The role that the product has on a real server: it may do less than the tests' own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from jiaxin.config import grants


@contextmanager
def as_web_role() -> Iterator[None]:
    """Inside, the database lets through what the product may do, and nothing more."""
    with connection.cursor() as cursor:
        grants.apply(cursor)
        cursor.execute("SET LOCAL ROLE jiaxin_web")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")
