"""What the web role may do, said after every migration: all that the product needs, and no more."""

from typing import Any

WEB_ROLE = "jiaxin_web"

GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {WEB_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {WEB_ROLE};
"""

# The trail is insert-only for the web role, through its parent and through every partition.
KEEP_TRAIL = """
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT c.relname FROM pg_class c WHERE c.relname = 'audit_line'
        OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_line'::regclass)
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM jiaxin_web', name);
    END LOOP;
END $$;
"""


def apply(cursor: Any) -> None:
    """Say them, on a connection of the owner."""
    cursor.execute(GRANTS)
    cursor.execute(KEEP_TRAIL)
