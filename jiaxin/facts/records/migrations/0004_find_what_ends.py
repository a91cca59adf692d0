"""What ends on a day is found without reading everybody's facts."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0003_keep_every_kind")]
    operations = [
        AddIndexConcurrently(
            model_name="fact",
            index=models.Index(
                fields=["valid_to"], name="fact_ends", condition=models.Q(valid_to__isnull=False)
            ),
        )
    ]
