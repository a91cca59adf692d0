"""Checks of presence: what was asked, how it ended. Never a picture."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.presence.rules import State, Use, Way
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedJSON, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_KEPT = "3 years"


class Presence(models.Model):
    """One check, for one purpose and one thing."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    use = models.CharField(
        max_length=16,
        choices=[(use.value, use.value) for use in Use],
        db_comment=held(OPEN, "what it is for", kept=_KEPT),
    )
    about = models.UUIDField()
    sign_in = models.UUIDField(null=True)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    way = models.CharField(
        max_length=16,
        default="",
        choices=[(way.value, way.value) for way in Way],
        db_comment=held(OPEN, "how she showed it", kept=_KEPT),
    )
    turn = models.CharField(
        max_length=8, db_comment=held(OPEN, "which way to turn the head", kept=_KEPT)
    )
    challenge = SealedJSON(
        null=True, db_comment=held(SENSITIVE, "what the device key signs", kept=_KEPT)
    )
    score = models.FloatField(null=True)
    liveness = models.CharField(
        max_length=16, default="", db_comment=held(OPEN, "liveness level reached", kept=_KEPT)
    )
    tries = models.IntegerField(default=0)
    asked_at = models.DateTimeField()
    checking_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    spent_at = models.DateTimeField(null=True)

    retention = Kept(
        term=Term(years=3),
        since=("asked_at",),
        outlives=Words(
            zh="本人验证的时间和方式（没有画面）：证明是您本人同意的，3 年",
            en="When and how you showed that it was you (no pictures), as evidence: 3 years",
        ),
    )

    class Meta:
        db_table = "presence_presence"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "use", "about"], name="presence_about")
        ]
