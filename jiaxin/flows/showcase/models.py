"""Her card, sealed, and the row by which it is found while she lets it be."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from jiaxin.ground.fields import OPEN, PERSONAL, SealedBytes, SealedJSON, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "until the record is deleted"
_WHILE = "30 days after its end"


class Card(models.Model):
    """What she chose for her card. It shows nothing by itself: her consent does."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    ticks = SealedJSON(db_comment=held(PERSONAL, "what she ticked", kept=_KEPT))
    called = SealedText(
        null=True, db_comment=held(PERSONAL, "a name of her own choice", kept=_KEPT)
    )
    words = SealedText(null=True, db_comment=held(PERSONAL, "a few words of hers", kept=_KEPT))
    photo = SealedBytes(
        null=True, db_comment=held(PERSONAL, "the photo that she chose, written anew", kept=_KEPT)
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    seen = models.IntegerField(default=0)

    class Meta:
        db_table = "showcase_card"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id"], name="one_card_a_worker")
        ]


class Listing(models.Model):
    """A card on show, under a number drawn at random: what she chose, nothing of her record.

    The row goes in the act that ends her consent; `until` is when it ends by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    worker_id = models.UUIDField(unique=True)
    trades = models.JSONField(
        db_comment=held(OPEN, "what work she looks for, public by her consent", kept=_WHILE)
    )
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "where, public by her consent", kept=_WHILE)
    )
    shows_skills = models.BooleanField()
    shows_exam = models.BooleanField()
    shows_light = models.BooleanField()
    listed_at = models.DateTimeField()
    until = models.DateTimeField()

    retention = Kept(term=Term(days=30), since=("until",))

    class Meta:
        db_table = "showcase_listing"
        indexes: ClassVar = [
            models.Index(fields=["region", "until"], name="listing_by_region"),
        ]
