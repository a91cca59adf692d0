"""No NOTIFY inside a busy transaction: it serialises commits. Workers poll instead."""

from django.db import migrations

# Every trigger of procrastinate whose function calls pg_notify when a job is inserted.
DROP = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE t.tgrelid = 'procrastinate_jobs'::regclass AND NOT t.tgisinternal
          AND p.prosrc ILIKE '%pg_notify%' AND (t.tgtype & 4) = 4
    LOOP
        EXECUTE format('DROP TRIGGER %I ON procrastinate_jobs', found.tgname);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(DROP, migrations.RunSQL.noop)]
