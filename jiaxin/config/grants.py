"""What the web role may do, said after every migration: all that the product needs, and no more."""

from typing import Any

WEB_ROLE = "jiaxin_web"

GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {WEB_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {WEB_ROLE};
"""

# Of the trail the web role may add lines and read. Through the parent only: not into a partition,
# and nothing into the tree, which a function of the owner grows.
KEEP_TRAIL = """
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'audit_line'::regclass
    LOOP
        EXECUTE format('REVOKE ALL ON %I FROM jiaxin_web', name);
    END LOOP;
END $$;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_line FROM jiaxin_web;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE
    ON audit_unsealed, audit_leaf, audit_node, audit_checkpoint FROM jiaxin_web;
REVOKE EXECUTE ON FUNCTION audit_drop_months FROM jiaxin_web;
"""


def apply(cursor: Any) -> None:
    """Say them, on a connection of the owner: at once, so that no moment gives more."""
    cursor.execute(GRANTS + KEEP_TRAIL)
