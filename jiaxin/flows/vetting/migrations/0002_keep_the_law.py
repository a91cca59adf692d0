"""The law of the desk in the database too: how a case moves, and what a decision needs.

Whatever program writes: a case moves along the table only; two different persons have said the
same in the same look before it is decided; nothing is decided against her before she was heard;
and nobody speaks on both sides of an appeal. What was said is never changed.
"""

from django.db import migrations

MOVES = """
CREATE FUNCTION vetting_may_move(was text, then_ text) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT (was, then_) IN (
        ('opened', 'proposed'), ('opened', 'closed'),
        ('proposed', 'opened'), ('proposed', 'differed'), ('proposed', 'cleared'),
        ('proposed', 'not_issued'), ('proposed', 'closed'),
        ('differed', 'cleared'), ('differed', 'not_issued'), ('differed', 'closed'),
        ('not_issued', 'appealed'),
        ('appealed', 'appeal_proposed'),
        ('appeal_proposed', 'appealed'), ('appeal_proposed', 'appeal_differed'),
        ('appeal_proposed', 'cleared'), ('appeal_proposed', 'upheld'),
        ('appeal_differed', 'cleared'), ('appeal_differed', 'upheld')
    )
$$;

CREATE FUNCTION vetting_case_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    spoken text;
    persons integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'opened' THEN
            RAISE EXCEPTION 'a case begins opened' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF NOT vetting_may_move(OLD.state, NEW.state) THEN
        RAISE EXCEPTION 'a case does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('cleared', 'not_issued', 'upheld') THEN
        spoken := CASE NEW.state WHEN 'cleared' THEN 'none_found' ELSE 'not_issued' END;
        SELECT count(DISTINCT o.reviewer) INTO persons FROM vetting_opinion o
            WHERE o.worker_id = NEW.worker_id AND o.case_id = NEW.id
              AND o.look = NEW.look AND o.says = spoken
              AND o.instance = CASE WHEN OLD.state LIKE 'appeal%' THEN 'appeal' ELSE 'first' END;
        IF persons < 2 THEN
            RAISE EXCEPTION 'two persons decide, not %', persons
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW.state IN ('not_issued', 'upheld')
        AND NEW.done_at IS NULL
        AND (NEW.ended_at AT TIME ZONE 'Asia/Shanghai')::date <= NEW.hearing_on THEN
        RAISE EXCEPTION 'she has not been heard' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vetting_case_moves BEFORE INSERT OR UPDATE ON vetting_case
    FOR EACH ROW EXECUTE FUNCTION vetting_case_moves();
"""

OPINIONS = """
CREATE FUNCTION vetting_opinion_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (
            SELECT FROM vetting_opinion o
            WHERE o.worker_id = NEW.worker_id AND o.case_id = NEW.case_id
              AND o.reviewer = NEW.reviewer AND o.instance <> NEW.instance
        ) THEN
            RAISE EXCEPTION 'an appeal is looked at by others'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what a reviewer said is never changed'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER vetting_opinion_stands BEFORE INSERT OR UPDATE ON vetting_opinion
    FOR EACH ROW EXECUTE FUNCTION vetting_opinion_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("vetting", "0001_initial")]
    operations = [
        migrations.RunSQL(
            MOVES,
            "DROP TRIGGER vetting_case_moves ON vetting_case; DROP FUNCTION vetting_case_moves;"
            " DROP FUNCTION vetting_may_move;",
        ),
        migrations.RunSQL(
            OPINIONS,
            "DROP TRIGGER vetting_opinion_stands ON vetting_opinion;"
            " DROP FUNCTION vetting_opinion_stands;",
        ),
    ]
