"""Consents given, each with the exact text it was given to."""

from typing import ClassVar

from django.db import models

from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words
from jiaxin.trust.consent.rules import Kind

_KEPT = "3 years after it ends"
_EVIDENCE = Words(
    zh="授权凭证：证明当时的处理经过您同意（《个人信息保护法》第六十九条），结束后 3 年",
    en="What you agreed to, as evidence that it was lawful (PIPL art. 69): 3 years after",
)


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
    # The firm that it is given to; nobody where the platform itself is meant.
    grantee_id = models.UUIDField(null=True)
    grantee = models.CharField(
        max_length=120,
        db_default="",
        default="",
        db_comment=held(OPEN, "whom the sheet names besides the platform", kept=_KEPT),
    )
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

    retention = Kept(term=Term(years=3), since=("ends_at", "withdrawn_at"), outlives=_EVIDENCE)

    class Meta:
        db_table = "consent_consent"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "kind", "-ends_at"], name="consent_newest")
        ]


class Named(models.Model):
    """Who ever named a recipient: it finds its own by this. Whether she agrees is asked of her."""

    pk = models.CompositePrimaryKey("grantee_id", "worker_id")
    grantee_id = models.UUIDField()
    worker_id = models.UUIDField()
    last_at = models.DateTimeField()

    retention = Kept(term=Term(years=3), since=("last_at",), outlives=_EVIDENCE)

    class Meta:
        db_table = "consent_named"
