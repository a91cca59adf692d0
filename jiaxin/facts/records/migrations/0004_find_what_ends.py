"""What ends on a day is found without reading everybody's facts; built beside what goes on."""

from django.db import migrations, models

BUILD = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS fact_ends ON records_fact (valid_to)
    WHERE valid_to IS NOT NULL;
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0003_keep_every_kind")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(BUILD, "DROP INDEX CONCURRENTLY IF EXISTS fact_ends;")
            ],
            state_operations=[
                migrations.AddIndex(
                    model_name="fact",
                    index=models.Index(
                        fields=["valid_to"],
                        name="fact_ends",
                        condition=models.Q(valid_to__isnull=False),
                    ),
                )
            ],
        )
    ]
