"""The new index is built, and the old one goes, while the firms are searched and written."""

from django.db import migrations

BUILD = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS firms_search_stretches ON firms_search
    USING gin (firms_in_stretch(tokens, place >> 21)) WITH (fastupdate = off);
"""
# The planner's statistics of the tokens themselves say what it needs.
UNCOUNTED = "ALTER INDEX firms_search_stretches ALTER COLUMN 1 SET STATISTICS 0;"
DROP = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
DROP INDEX CONCURRENTLY IF EXISTS firms_search_tokens;
"""
BUILD_BEFORE = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS firms_search_tokens ON firms_search
    USING gin (tokens) WITH (fastupdate = off);
"""
DROP_AGAIN = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
DROP INDEX CONCURRENTLY IF EXISTS firms_search_stretches;
"""


class Migration(migrations.Migration):
    # An index that does not hold up writers cannot be built in a transaction.
    atomic = False
    dependencies = [("firms", "0003_stretches")]
    operations = [
        migrations.RunSQL(BUILD, DROP_AGAIN),
        migrations.RunSQL(UNCOUNTED, migrations.RunSQL.noop),
        migrations.RunSQL(DROP, BUILD_BEFORE),
    ]
