"""The law of corrections in the database too: how one moves, and who decides on an appeal.

Whatever program writes: a correction moves along the table only; it is decided by a ruling with
reasons that says the same; an appeal is decided by an officer, and not by the one of before; and
nobody decides what she filed for another. What was decided is never changed.
"""

from django.db import migrations

MOVES = """
CREATE FUNCTION corrections_may_move(was text, then_ text) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT (was, then_) IN (
        ('filed', 'forwarded'), ('filed', 'at_desk'), ('filed', 'upheld'),
        ('filed', 'dismissed'), ('filed', 'withdrawn'), ('filed', 'closed'),
        ('forwarded', 'at_desk'), ('forwarded', 'upheld'), ('forwarded', 'dismissed'),
        ('forwarded', 'withdrawn'), ('forwarded', 'closed'),
        ('at_desk', 'upheld'), ('at_desk', 'dismissed'),
        ('at_desk', 'withdrawn'), ('at_desk', 'closed'),
        ('dismissed', 'appealed'),
        ('appealed', 'appeal_upheld'), ('appealed', 'appeal_dismissed'),
        ('appealed', 'withdrawn'), ('appealed', 'closed')
    )
$$;

CREATE FUNCTION corrections_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted text;
    level text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'filed' THEN
            RAISE EXCEPTION 'a correction begins filed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF NOT corrections_may_move(OLD.state, NEW.state) THEN
        RAISE EXCEPTION 'a correction does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('upheld', 'dismissed', 'appeal_upheld', 'appeal_dismissed') THEN
        wanted := CASE WHEN NEW.state LIKE '%upheld' THEN 'upheld' ELSE 'dismissed' END;
        level := CASE WHEN NEW.state LIKE 'appeal%' THEN 'appeal' ELSE 'first' END;
        IF NOT EXISTS (
            SELECT FROM corrections_ruling r
            WHERE r.subject_id = NEW.subject_id AND r.correction_id = NEW.id
              AND r.instance = level AND r.finding = wanted
        ) THEN
            RAISE EXCEPTION 'nobody has decided so' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER corrections_moves BEFORE INSERT OR UPDATE ON corrections_correction
    FOR EACH ROW EXECUTE FUNCTION corrections_moves();
"""

RULINGS = """
CREATE FUNCTION corrections_ruling_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'what was decided is never changed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.instance = 'appeal' AND NEW.officer IS NULL THEN
        RAISE EXCEPTION 'a person decides on an appeal' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.officer IS NOT NULL AND (
        EXISTS (
            SELECT FROM corrections_ruling r
            WHERE r.subject_id = NEW.subject_id AND r.correction_id = NEW.correction_id
              AND r.officer = NEW.officer
        ) OR EXISTS (
            SELECT FROM corrections_correction c
            WHERE c.subject_id = NEW.subject_id AND c.id = NEW.correction_id
              AND c.helper = NEW.officer
        )
    ) THEN
        RAISE EXCEPTION 'another person decides' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER corrections_ruling_stands BEFORE INSERT OR UPDATE ON corrections_ruling
    FOR EACH ROW EXECUTE FUNCTION corrections_ruling_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("corrections", "0001_initial")]
    operations = [
        migrations.RunSQL(
            MOVES,
            "DROP TRIGGER corrections_moves ON corrections_correction;"
            " DROP FUNCTION corrections_moves; DROP FUNCTION corrections_may_move;",
        ),
        migrations.RunSQL(
            RULINGS,
            "DROP TRIGGER corrections_ruling_stands ON corrections_ruling;"
            " DROP FUNCTION corrections_ruling_stands;",
        ),
    ]
