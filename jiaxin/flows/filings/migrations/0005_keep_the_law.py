"""What may be withdrawn, in the database too."""

from django.db import migrations

LAW = """
CREATE OR REPLACE FUNCTION filings_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a filing begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'),
        ('returned', 'submitted'), ('submitted', 'draft'), ('draft', 'withdrawn'),
        ('returned', 'withdrawn'), ('accepted', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'a filing does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('submitted', 'accepted', 'withdrawn') AND NEW.content IS DISTINCT FROM OLD.content THEN
        RAISE EXCEPTION 'what was submitted is not changed' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.firm_id, NEW.code, NEW.topic) IS DISTINCT FROM (OLD.firm_id, OLD.code, OLD.topic) THEN
        RAISE EXCEPTION 'whose filing it is does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
UNDO = """
CREATE OR REPLACE FUNCTION filings_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a filing begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'),
        ('returned', 'submitted')
    ) THEN
        RAISE EXCEPTION 'a filing does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('submitted', 'accepted') AND NEW.content IS DISTINCT FROM OLD.content THEN
        RAISE EXCEPTION 'what was submitted is not changed' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.firm_id, NEW.code, NEW.topic) IS DISTINCT FROM (OLD.firm_id, OLD.code, OLD.topic) THEN
        RAISE EXCEPTION 'whose filing it is does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("filings", "0004_withdrawn")]
    operations = [migrations.RunSQL(LAW, UNDO)]
