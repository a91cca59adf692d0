"""The law of complaints in the database too: how one moves, and that one person decides, once.

Whatever program writes: a complaint moves along the table only; it is decided by an outcome that
says the same; whoever stepped back decides nothing; what was said and decided is never changed; and
evidence that is held is not taken away.
"""

from django.db import migrations

MOVES = """
CREATE FUNCTION complaints_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('filed', 'at_desk') THEN
            RAISE EXCEPTION 'a complaint begins filed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        ('filed', 'mediating'), ('filed', 'at_desk'), ('filed', 'withdrawn'), ('filed', 'closed'),
        ('mediating', 'settled'), ('mediating', 'at_desk'), ('mediating', 'withdrawn'),
        ('mediating', 'closed'), ('at_desk', 'upheld'), ('at_desk', 'partly'),
        ('at_desk', 'dismissed'), ('at_desk', 'withdrawn'), ('at_desk', 'closed')
    ) THEN
        RAISE EXCEPTION 'a complaint does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'settled'
        AND (NEW.subject_agreed_at IS NULL OR NEW.other_agreed_at IS NULL) THEN
        RAISE EXCEPTION 'both agree, or nothing is settled' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('upheld', 'partly', 'dismissed') AND NOT EXISTS (
        SELECT FROM complaints_outcome o WHERE o.complaint_id = NEW.id AND o.finding = NEW.state
    ) THEN
        RAISE EXCEPTION 'nobody has decided so' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_moves BEFORE INSERT OR UPDATE ON complaints_complaint
    FOR EACH ROW EXECUTE FUNCTION complaints_moves();
"""

OUTCOMES = """
CREATE FUNCTION complaints_outcome_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.finding, OLD.officer, OLD.words, OLD.at)
            IS DISTINCT FROM (NEW.finding, NEW.officer, NEW.words, NEW.at) THEN
            RAISE EXCEPTION 'what was decided is never changed'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM complaints_step_back s
        WHERE s.complaint_id = NEW.complaint_id AND s.officer = NEW.officer
    ) THEN
        RAISE EXCEPTION 'another person decides' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_outcome_stands BEFORE INSERT OR UPDATE ON complaints_outcome
    FOR EACH ROW EXECUTE FUNCTION complaints_outcome_stands();
"""

HOLDS = """
CREATE FUNCTION complaints_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM complaints_complaint c WHERE c.id = OLD.complaint_id AND c.is_held
    ) THEN
        RAISE EXCEPTION 'what is held is not taken away' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER complaints_hold BEFORE DELETE ON complaints_evidence
    FOR EACH ROW EXECUTE FUNCTION complaints_hold();
CREATE TRIGGER complaints_hold_page BEFORE DELETE ON complaints_evidence_page
    FOR EACH ROW EXECUTE FUNCTION complaints_hold();
CREATE TRIGGER complaints_hold_words BEFORE DELETE ON complaints_statement
    FOR EACH ROW EXECUTE FUNCTION complaints_hold();
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [
        migrations.RunSQL(
            MOVES,
            "DROP TRIGGER complaints_moves ON complaints_complaint;"
            " DROP FUNCTION complaints_moves;",
        ),
        migrations.RunSQL(
            OUTCOMES,
            "DROP TRIGGER complaints_outcome_stands ON complaints_outcome;"
            " DROP FUNCTION complaints_outcome_stands;",
        ),
        migrations.RunSQL(
            HOLDS,
            "DROP TRIGGER complaints_hold ON complaints_evidence;"
            " DROP TRIGGER complaints_hold_page ON complaints_evidence_page;"
            " DROP TRIGGER complaints_hold_words ON complaints_statement;"
            " DROP FUNCTION complaints_hold;",
        ),
    ]
