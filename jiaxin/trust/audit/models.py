"""The trail's table. It is partitioned by month; its SQL stands in the first migration."""

from django.db import models

from jiaxin.ground.fields import OPEN, held

_KEPT = "5 years"


class Line(models.Model):
    """One act, done or refused."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64, db_comment=held(OPEN, "who, as an id", kept=_KEPT))
    role = models.CharField(max_length=32, db_comment=held(OPEN, "in what capacity", kept=_KEPT))
    action = models.CharField(max_length=64, db_comment=held(OPEN, "what was done", kept=_KEPT))
    subject = models.UUIDField(null=True)
    proof = models.CharField(max_length=96, db_comment=held(OPEN, "by what right", kept=_KEPT))
    outcome = models.CharField(max_length=64, db_comment=held(OPEN, "done or refused", kept=_KEPT))
    digest = models.BinaryField(db_comment=held(OPEN, "commits to the act's details", kept=_KEPT))
    channel = models.CharField(max_length=16, db_comment=held(OPEN, "came in by", kept=_KEPT))
    sign_in = models.UUIDField(null=True)
    origin = models.CharField(
        max_length=64, db_comment=held(OPEN, "keyed digest of the address", kept=_KEPT)
    )
    request_id = models.CharField(
        max_length=64, db_comment=held(OPEN, "of one request", kept=_KEPT)
    )

    class Meta:
        db_table = "audit_line"
        managed = False
