"""Consents given, each with the exact text it was given to."""

from typing import ClassVar

from django.db import models

from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.trust.consent.rules import Kind

_KEPT = "3 years after it ends"


class Consent(models.Model):
    """One consent of one worker, from a moment up to another."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    kind = models.CharField(
        max_length=16,
        choices=[(kind.value, kind.value) for kind in Kind],
        db_comment=held(OPEN, "what is agreed to", kept=_KEPT),
    )
    grantee_id = models.UUIDField(null=True)
    text_version = models.CharField(max_length=32, db_comment=held(OPEN, "which text", kept=_KEPT))
    text_digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "SHA-256 of the text as shown", kept=_KEPT)
    )
    language = models.CharField(
        max_length=8, db_comment=held(OPEN, "which language was shown", kept=_KEPT)
    )
    channel = models.CharField(max_length=16, db_comment=held(OPEN, "came in by", kept=_KEPT))
    sign_in = models.UUIDField(null=True)
    renews = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "consent_consent"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "kind", "-ends_at"], name="consent_newest")
        ]
