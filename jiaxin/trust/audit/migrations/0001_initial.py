"""The trail's table: partitioned by month, insert-only by trigger and by role."""

from django.db import migrations, models

from jiaxin.ground.fields import OPEN, held

_KEPT = "5 years"

TABLE = """
CREATE TABLE audit_line (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor varchar(64) NOT NULL,
    role varchar(32) NOT NULL,
    action varchar(64) NOT NULL,
    subject uuid,
    proof varchar(96) NOT NULL,
    outcome varchar(64) NOT NULL,
    digest bytea NOT NULL,
    channel varchar(16) NOT NULL,
    sign_in uuid,
    origin varchar(64) NOT NULL,
    request_id varchar(64) NOT NULL,
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX audit_line_subject ON audit_line (subject, at);

CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is insert-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_line_keeps BEFORE UPDATE OR DELETE ON audit_line
    FOR EACH ROW EXECUTE FUNCTION audit_keep();
CREATE TRIGGER audit_line_stays BEFORE TRUNCATE ON audit_line
    FOR EACH STATEMENT EXECUTE FUNCTION audit_keep();

-- A line whose month has no partition yet must still be written: evidence comes before order.
CREATE TABLE audit_line_rest PARTITION OF audit_line DEFAULT;

CREATE FUNCTION audit_make_months(first date, months integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    month date;
    name text;
BEGIN
    FOR step IN 0 .. months - 1 LOOP
        month := (date_trunc('month', first) + make_interval(months => step))::date;
        name := 'audit_line_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF audit_line FOR VALUES FROM (%L) TO (%L)', name,
                month::timestamp AT TIME ZONE 'UTC',
                (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
        END IF;
    END LOOP;
END $$;
SELECT audit_make_months(current_date, 24);
"""

COMMENTS = {
    "actor": "who, as an id",
    "role": "in what capacity",
    "action": "what was done",
    "proof": "by what right",
    "outcome": "done or refused",
    "digest": "commits to the act's details",
    "channel": "came in by",
    "origin": "keyed digest of the address",
    "request_id": "of one request",
}


def _comments() -> str:
    return "\n".join(
        "COMMENT ON COLUMN audit_line.{} IS '{}';".format(
            column, held(OPEN, why, kept=_KEPT).replace("'", "''")
        )
        for column, why in COMMENTS.items()
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            TABLE,
            "DROP TABLE audit_line; DROP FUNCTION audit_make_months; DROP FUNCTION audit_keep;",
        ),
        migrations.RunSQL(_comments(), migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("pk", models.CompositePrimaryKey("at", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "audit_line", "managed": False},
        ),
    ]
