"""Enrolments: one a worker, with her draft until she is proven."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.enrolment.rules import State
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedBytes, SealedJSON, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "until she is proven, or 30 days"


class Enrolment(models.Model):
    """Where one worker stands on her way to being proven."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands"),
    )
    draft = SealedJSON(
        null=True, db_comment=held(SENSITIVE, "as read and confirmed by her", kept=_KEPT)
    )
    card_portrait = SealedBytes(
        null=True, db_comment=held(SENSITIVE, "cut from the card", kept=_KEPT)
    )
    source_portrait = SealedBytes(
        null=True, db_comment=held(SENSITIVE, "held by the source", kept=_KEPT)
    )
    attempt = models.IntegerField(default=0)
    evidence = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "the source's message")
    )
    began_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)

    retention = Kept(
        term=Term(days=30),
        since=("moved_at",),
        clears={"draft": None, "card_portrait": None, "source_portrait": None, "state": State.OPEN},
    )

    class Meta:
        db_table = "enrolment_enrolment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id"], name="one_enrolment_a_worker")
        ]
