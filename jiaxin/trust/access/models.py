"""The counts behind the limits."""

from django.db import models

from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.retention import Kept, Term


class Tally(models.Model):
    """How often one key was tried in its current window. The key is a keyed digest."""

    key = models.BinaryField(primary_key=True, db_comment=held(OPEN, "keyed digest of what counts"))
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    tries = models.IntegerField()

    retention = Kept(whose="", term=Term(days=1), since=("ends_at",))

    class Meta:
        db_table = "access_tally"
