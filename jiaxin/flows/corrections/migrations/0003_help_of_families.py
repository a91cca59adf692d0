"""Families are helped at the counter too: the column says so. Its type stays as it is."""

from django.db import migrations, models

SAYS = "COMMENT ON COLUMN corrections_help.about IS 'open: {}; kept until the record is deleted'"


class Migration(migrations.Migration):
    dependencies = [("corrections", "0002_keep_the_law")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    SAYS.format("worker, firm or family"), SAYS.format("worker or firm")
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="helpgiven",
                    name="about",
                    field=models.CharField(
                        db_comment="open: worker, firm or family; kept until the record is deleted",
                        max_length=8,
                    ),
                )
            ],
        )
    ]
