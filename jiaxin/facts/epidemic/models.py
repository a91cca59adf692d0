"""Orders, declarations, and what an authority answered. What has run out is never returned."""

from typing import ClassVar, NoReturn, override

from django.db import models

from jiaxin.facts.epidemic.proofs import Proof, opens
from jiaxin.facts.records.errors import UnprovenRead
from jiaxin.ground import clock
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedJSON, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

# The order says how many days, ninety at most; `keep_until` is that moment.
_KEPT = "the order's days or 90 days"


class Timed[M: models.Model](models.Manager[M]):
    """Rows come only under a proof, of its worker, and only before their time ends."""

    @override
    def get_queryset(self) -> NoReturn:
        raise UnprovenRead("read declarations with .under(proof)")

    def under(self, proof: Proof) -> "models.QuerySet[M]":
        now = clock.now()
        rows: models.QuerySet[M] = models.QuerySet(self.model, using=self._db)
        if not opens(proof, now):
            return rows.none()
        return rows.filter(worker_id=proof.worker, keep_until__gt=now)


class Order(models.Model):
    """What opens the module, for these regions, from one moment up to another."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=64, db_comment=held(OPEN, "its published number"))
    issuer = models.CharField(max_length=64, db_comment=held(OPEN, "the authority that issued it"))
    regions = models.JSONField(db_comment=held(OPEN, "codes of the regions it is for"))
    watched = models.JSONField(db_comment=held(OPEN, "codes of places and countries to watch"))
    first_day = models.DateField(db_comment=held(OPEN, "its first day"))
    last_day = models.DateField(db_comment=held(OPEN, "its last day"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    retention_days = models.IntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        db_table = "epidemic_order"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "number"], name="an_order_once")
        ]


class Declaration(models.Model):
    """What she declared on one day; a correction the same day is a new version."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    order_id = models.UUIDField()
    day = models.DateField(db_comment=held(OPEN, "the day it is about", kept=_KEPT))
    version = models.IntegerField()
    content = SealedJSON(db_comment=held(SENSITIVE, "what she declared", kept=_KEPT))
    declared_at = models.DateTimeField()
    keep_until = models.DateTimeField(db_index=True)

    retention = Kept(term=Term(days=90), since=("declared_at",))
    objects = Timed["Declaration"]()
    sealed = Timed["Declaration"]()

    class Meta:
        db_table = "epidemic_declaration"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "day", "version"], name="a_version_once_a_day"
            )
        ]


class Answer(models.Model):
    """What a health department answered about her, in its own words; apart from hers."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    order_id = models.UUIDField()
    content = SealedJSON(db_comment=held(SENSITIVE, "the authority's word", kept=_KEPT))
    source = models.CharField(max_length=32, db_comment=held(OPEN, "who says so", kept=_KEPT))
    evidence = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message it came in", kept=_KEPT)
    )
    answered_at = models.DateTimeField()
    keep_until = models.DateTimeField(db_index=True)

    retention = Kept(term=Term(days=90), since=("answered_at",))
    objects = Timed["Answer"]()
    sealed = Timed["Answer"]()

    class Meta:
        db_table = "epidemic_answer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id", "evidence"], name="an_answer_once")
        ]
