"""Bringing the tables up to date, as the migrating role: migrations, then what the web role may do."""

import os

from django.core.management import call_command
from django.db import connection

from jiaxin.config import grants

# A migration that cannot get its lock at once, or that runs away, must fail and not stop the trade.
LIMITS = "-c lock_timeout=5s -c statement_timeout=15min"


def bring_up_to_date(*, verbosity: int = 0) -> None:
    """Migrate, then say the grants; safe to repeat."""
    os.environ.setdefault("PGOPTIONS", LIMITS)
    call_command("migrate", interactive=False, verbosity=verbosity)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [grants.WEB_ROLE])
        if cursor.fetchone():
            grants.apply(cursor)
