from django.db import migrations, models

COMMENT = "open: digest of the sealed part; kept 5 years"
BEFORE = "open: SHA-256 of the sealed part; kept 5 years"


def says(table: str, comment: str) -> str:
    return f"COMMENT ON COLUMN {table}.digest IS '{comment}'"


def told_anew(model: str, table: str) -> migrations.SeparateDatabaseAndState:
    """Another comment, and nothing else: Django would change the column's type to the same."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL(says(table, COMMENT), says(table, BEFORE))],
        state_operations=[
            migrations.AlterField(
                model_name=model,
                name="digest",
                field=models.CharField(db_comment=COMMENT, max_length=64),
            )
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_outbound")]

    operations = [
        migrations.AddField(
            model_name="inbound",
            name="suite",
            field=models.CharField(
                db_comment="open: which algorithms; kept 5 years", db_default="intl", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="outbound",
            name="suite",
            field=models.CharField(
                db_comment="open: which algorithms; kept 5 years", db_default="intl", max_length=8
            ),
        ),
        told_anew("outboundpart", "exchange_outbound_part"),
        told_anew("part", "exchange_part"),
    ]
