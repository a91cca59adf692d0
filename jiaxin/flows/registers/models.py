"""The tables of registers. Their texts are written for whom they concern, and name nobody."""

from django.db import models

from jiaxin.flows.registers.rules import Concerned, Conclusion
from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "5 years"


class Assessment(models.Model):
    """One impact assessment. A new one may replace it; none is changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    replaces = models.UUIDField(null=True, unique=True)
    title = models.CharField(max_length=200, db_comment=held(OPEN, "what it is about", kept=_KEPT))
    kinds = models.JSONField(db_comment=held(OPEN, "kinds of data", kept=_KEPT))
    what = models.TextField(db_comment=held(OPEN, "the handling, its purpose", kept=_KEPT))
    risks = models.TextField(db_comment=held(OPEN, "what it may do to people", kept=_KEPT))
    measures = models.TextField(db_comment=held(OPEN, "what is done about it", kept=_KEPT))
    conclusion = models.CharField(
        max_length=24,
        choices=[(one.value, one.value) for one in Conclusion],
        db_comment=held(OPEN, "what it came to", kept=_KEPT),
    )
    review_on = models.DateField(db_comment=held(OPEN, "looked at again by then", kept=_KEPT))
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    # The law asks for three years (PIPL art. 56).
    retention = Kept(whose="", term=Term(years=5), since=("made_at",))

    class Meta:
        db_table = "registers_assessment"


class Breach(models.Model):
    """One breach. Whom it concerns is a question to the trail, and no list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    what = models.TextField(db_comment=held(OPEN, "what happened", kept=_KEPT))
    kinds = models.JSONField(db_comment=held(OPEN, "kinds of data", kept=_KEPT))
    harm = models.TextField(db_comment=held(OPEN, "what it may do to people", kept=_KEPT))
    measures = models.TextField(db_comment=held(OPEN, "what was done", kept=_KEPT))
    advice = models.TextField(db_comment=held(OPEN, "what they can do themselves", kept=_KEPT))
    found_at = models.DateTimeField()
    concerned = models.CharField(
        max_length=16,
        choices=[(one.value, one.value) for one in Concerned],
        db_comment=held(OPEN, "whom it concerns", kept=_KEPT),
    )
    account = models.UUIDField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    reported_to = models.CharField(
        max_length=200, default="", db_comment=held(OPEN, "which authority", kept=_KEPT)
    )
    reference = models.CharField(
        max_length=200, default="", db_comment=held(OPEN, "its number there", kept=_KEPT)
    )
    reported_at = models.DateTimeField(null=True)
    telling_at = models.DateTimeField(null=True)
    # Everyone up to this id was told: moves in the transaction that announces them.
    told_up_to = models.UUIDField(null=True)
    told = models.IntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    closing = models.TextField(default="", db_comment=held(OPEN, "what came of it", kept=_KEPT))
    closed_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=5), since=("closed_at",))

    class Meta:
        db_table = "registers_breach"
