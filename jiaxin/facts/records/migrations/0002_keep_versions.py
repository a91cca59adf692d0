"""A version of a fact is never overwritten, and only the tables' owner takes one away."""

from django.db import migrations

# What a version says stays; a dispute mark may be set on it and taken off.
KEEP = """
CREATE FUNCTION records_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a fact is not deleted by this role'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    OLD.disputed_at := NEW.disputed_at;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'a version of a fact is never overwritten'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER records_fact_keeps BEFORE UPDATE OR DELETE ON records_fact
    FOR EACH ROW EXECUTE FUNCTION records_keep();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunSQL(
            KEEP, "DROP TRIGGER records_fact_keeps ON records_fact; DROP FUNCTION records_keep;"
        )
    ]
