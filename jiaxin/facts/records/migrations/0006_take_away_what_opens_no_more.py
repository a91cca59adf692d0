"""A fact goes with its person: whoever runs the product takes away what nobody can open any more."""

from django.db import migrations

# Once every key of hers is destroyed, what it sealed is noise: her deletion takes it away. Until
# then only the tables' owner does.
KEEP = """
CREATE FUNCTION records_opens_no_more(whose uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) > 0 AND bool_and(destroyed_at IS NOT NULL)
    FROM identity_data_key WHERE owner_id = whose
$$;
CREATE OR REPLACE FUNCTION records_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
        ) OR records_opens_no_more(OLD.worker_id) THEN
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
CREATE OR REPLACE FUNCTION records_keep_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
    ) OR records_opens_no_more(OLD.worker_id)) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what a side said of a fact is never overwritten'
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION records_opens_no_more(whose uuid) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT false $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_name_longer_sources"),
        ("identity", "0001_initial"),
    ]
    operations = [migrations.RunSQL(KEEP, BEFORE)]
