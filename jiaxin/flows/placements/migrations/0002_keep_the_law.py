"""The law of placements in the database too: how one moves, and that both say yes for themselves.

Whatever program writes: a placement begins proposed and moves along the table only; whom it is
between is never changed once it is known; a yes is never taken back or moved.
"""

from django.db import migrations

LAW = """
CREATE FUNCTION placements_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'a placement begins proposed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('proposed', 'confirmed'), ('proposed', 'declined'), ('proposed', 'taken_back'),
        ('proposed', 'lapsed'), ('confirmed', 'ended')
    ) THEN
        RAISE EXCEPTION 'a placement does not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.consumer_id IS NOT NULL AND NEW.consumer_id IS DISTINCT FROM OLD.consumer_id)
        OR NEW.firm_id IS DISTINCT FROM OLD.firm_id THEN
        RAISE EXCEPTION 'whom a placement is between is never changed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.worker_said_at IS NOT NULL AND NEW.worker_said_at IS DISTINCT FROM OLD.worker_said_at)
        OR (OLD.family_said_at IS NOT NULL
            AND NEW.family_said_at IS DISTINCT FROM OLD.family_said_at)
        OR (OLD.over_at IS NOT NULL AND NEW.over_at IS DISTINCT FROM OLD.over_at) THEN
        RAISE EXCEPTION 'what was said of a placement is never changed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER placements_moves BEFORE INSERT OR UPDATE ON placements_placement
    FOR EACH ROW EXECUTE FUNCTION placements_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial")]
    operations = [
        migrations.RunSQL(
            LAW,
            "DROP TRIGGER placements_moves ON placements_placement;"
            " DROP FUNCTION placements_moves;",
        )
    ]
