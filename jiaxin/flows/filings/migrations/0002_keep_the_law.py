"""The law of filings in the database too: how one moves, and that its history is never changed."""

from django.db import migrations

LAW = """
CREATE FUNCTION filings_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER filings_filing_moves BEFORE INSERT OR UPDATE ON filings_filing
    FOR EACH ROW EXECUTE FUNCTION filings_moves();

CREATE FUNCTION filings_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only a change of keys writes the same words sealed anew.
    OLD.said := NEW.said;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'the history of a filing is never changed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER filings_step_stays BEFORE UPDATE ON filings_step
    FOR EACH ROW EXECUTE FUNCTION filings_step_stays();
"""
UNDO = """
DROP TRIGGER filings_filing_moves ON filings_filing; DROP FUNCTION filings_moves;
DROP TRIGGER filings_step_stays ON filings_step; DROP FUNCTION filings_step_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial")]
    operations = [migrations.RunSQL(LAW, UNDO)]
