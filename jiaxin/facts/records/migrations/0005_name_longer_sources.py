"""A source may be named by as many letters as a party of the exchange."""

from django.db import migrations, models

# A longer limit changes no row that is there: nothing is rewritten.
LONGER = """
-- squawk-ignore changing-column-type
ALTER TABLE {table} ALTER COLUMN source TYPE varchar(64);
"""


def source() -> "models.CharField[str, str]":
    return models.CharField(
        max_length=64, db_comment="open: who says so; kept until the record is deleted"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0004_find_what_ends")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(LONGER.format(table=table), migrations.RunSQL.noop)
                for table in ("records_fact", "records_verdict")
            ],
            state_operations=[
                migrations.AlterField(model_name=name, name="source", field=source())
                for name in ("fact", "verdict")
            ],
        )
    ]
