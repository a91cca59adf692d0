"""Tables brought up to date as the migrating role: migrations, then what the web role may do."""

import os

import django
from django.core.management import call_command
from django.db import ProgrammingError, connection

from jiaxin.config import grants

# A migration that cannot get its lock at once, or that runs away, must fail and not stop the trade.
LIMITS = "-c lock_timeout=5s -c statement_timeout=15min"


class NoWebRole(Exception):
    """The server has no web role, and this role may not make one."""


def bring_up_to_date(*, verbosity: int = 0) -> None:
    """Migrate, then say the grants; safe to repeat."""
    os.environ.setdefault("PGOPTIONS", LIMITS)
    call_command("migrate", interactive=False, verbosity=verbosity)
    _ensure_web_role()
    with connection.cursor() as cursor:
        grants.apply(cursor)


def _ensure_web_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [grants.WEB_ROLE])
        if cursor.fetchone():
            return
        try:
            cursor.execute(f"CREATE ROLE {grants.WEB_ROLE} NOLOGIN")
        except ProgrammingError as refused:
            raise NoWebRole(
                f"the server has no role {grants.WEB_ROLE}; an administrator makes it by:\n"
                f"    CREATE ROLE {grants.WEB_ROLE} NOLOGIN;\n"
                f"    GRANT {grants.WEB_ROLE} TO <the role of DATABASE_URL>;"
            ) from refused


if __name__ == "__main__":
    django.setup()
    bring_up_to_date()
