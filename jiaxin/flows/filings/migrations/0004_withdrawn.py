"""What was withdrawn is over: another filing of the firm may be open beside it."""

from django.db import migrations, models

OPEN = "topic = 'profile' AND NOT (state IN ('accepted', 'withdrawn'))"
DROP = """
-- squawk-ignore ban-concurrent-index-creation-in-transaction
DROP INDEX CONCURRENTLY IF EXISTS one_open_profile_a_firm;
"""
BUILD = f"""
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_open_profile_a_firm ON filings_filing (firm_id)
    WHERE {OPEN};
"""
BEFORE = BUILD.replace(OPEN, "topic = 'profile' AND NOT (state = 'accepted')")
STATES = ("draft", "submitted", "returned", "accepted", "withdrawn")
DEEDS = (
    *("submitted", "taken", "assigned", "handed_back", "returned", "accepted"),
    *("called_back", "withdrawn"),
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("filings", "0003_oversight")]
    operations = [
        migrations.AlterField(
            model_name="filing",
            name="state",
            field=models.CharField(
                choices=[(one, one) for one in STATES],
                db_comment="open: where it stands; kept with the firm's record",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="filingstep",
            name="did",
            field=models.CharField(
                choices=[(one, one) for one in DEEDS],
                db_comment="open: what was done; kept with the firm's record",
                max_length=16,
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(DROP, BEFORE),
                migrations.RunSQL(BUILD, DROP),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="filing", name="one_open_profile_a_firm"),
                migrations.AddConstraint(
                    model_name="filing",
                    constraint=models.UniqueConstraint(
                        fields=["firm_id"],
                        condition=models.Q(topic="profile")
                        & ~models.Q(state__in=["accepted", "withdrawn"]),
                        name="one_open_profile_a_firm",
                    ),
                ),
            ],
        ),
    ]
