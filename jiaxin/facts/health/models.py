"""The operator's editions of the examination's tables."""

from django.db import models

from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id


class Edition(models.Model):
    """One edition of the tables, as it was loaded. None is ever changed or taken away."""

    id = models.UUIDField(primary_key=True, default=new_id)
    in_force_from = models.DateField(db_comment=held(OPEN, "first day it is in force"))
    written = models.TextField(db_comment=held(OPEN, "the file as the operator loaded it"))
    digest = models.CharField(max_length=64, db_comment=held(OPEN, "SHA-256 of the file"))
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "health_edition"
