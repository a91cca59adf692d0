"""A version of a firm's fact is never overwritten, and only the tables' owner takes one away."""

from django.db import migrations

# What a version says stays. That it was seen again, and that it is disputed, may be noted on it.
KEEP = """
CREATE FUNCTION firms_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a fact of a firm is not deleted by this role'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    OLD.disputed_at := NEW.disputed_at;
    OLD.seen_at := NEW.seen_at;
    OLD.seen_in := NEW.seen_in;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'a version of a fact is never overwritten'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER firms_fact_keeps BEFORE UPDATE OR DELETE ON firms_fact
    FOR EACH ROW EXECUTE FUNCTION firms_keep();
"""
class Migration(migrations.Migration):
    dependencies = [("firms", "0001_initial")]
    operations = [
        migrations.RunSQL(
            KEEP, "DROP TRIGGER firms_fact_keeps ON firms_fact; DROP FUNCTION firms_keep;"
        )
    ]
