"""Facts, version by version, and the sources they come from."""

from typing import Any, ClassVar, NoReturn, override
from uuid import UUID

from django.db import models

from jiaxin.facts.records.errors import UnprovenRead
from jiaxin.facts.records.proofs import Endings, OpenCorrection, Proof, opens
from jiaxin.facts.records.rules import Side, VerdictWord
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedJSON, held
from jiaxin.ground.ids import new_id

_KEPT = "until the record is deleted"


class SealedManager(models.Manager["Fact"]):
    """Rows come only under a proof: of its worker, and of the kinds that it opens."""

    @override
    def get_queryset(self) -> NoReturn:
        raise UnprovenRead("read facts with .under(proof)")

    def under(self, proof: Proof) -> "models.QuerySet[Fact]":
        rows: models.QuerySet[Fact] = models.QuerySet(self.model, using=self._db)
        rows = rows.filter(worker_id=proof.worker, kind__in=opens(proof, clock.now()))
        # Whoever decides on one fact sees that one.
        return rows.filter(line=proof.line) if isinstance(proof, OpenCorrection) else rows

    def newest_under(self, proof: Proof, *beside: Proof) -> "list[Fact]":
        """Of each line that the proof opens, or another of the same worker's, the newest version.

        Under several, the caller hands on to each what that one opens.
        """
        if isinstance(proof, OpenCorrection):
            return list(self.under(proof).order_by("line", "-version").distinct("line"))
        now = clock.now()
        opened = opens(proof, now).union(
            *(opens(other, now) for other in beside if other.worker == proof.worker)
        )
        return _newest(proof.worker, sorted(opened))

    def ids_under(self, proof: Endings) -> "models.QuerySet[Fact, Any]":
        rows: models.QuerySet[Fact] = models.QuerySet(self.model, using=self._db)
        found = rows.filter(valid_to__in=proof.days, worker_id__gt=proof.after)
        return found.order_by("worker_id").values("worker_id", "id", "kind", "valid_to")


@compiled
def _newest(worker: UUID, opened: list[str]) -> "models.QuerySet[Fact]":
    rows: models.QuerySet[Fact] = models.QuerySet(Fact)
    rows = rows.filter(worker_id=worker, kind__in=opened)
    return rows.order_by("worker_id", "line", "-version").distinct("worker_id", "line")


class Fact(models.Model):
    """One version of one fact. `line` joins the versions; the highest version is the fact now."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    line = models.UUIDField()
    version = models.IntegerField()
    # Its kind's code: the files in `kinds` say which there are, so a new one needs no migration.
    kind = models.CharField(max_length=16, db_comment=held(OPEN, "what it is about", kept=_KEPT))
    content = SealedJSON(db_comment=held(SENSITIVE, "what the source said", kept=_KEPT))
    source = models.CharField(max_length=64, db_comment=held(OPEN, "who says so", kept=_KEPT))
    came = models.CharField(max_length=16, db_comment=held(OPEN, "how it came", kept=_KEPT))
    evidence = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message it came in", kept=_KEPT)
    )
    basis = models.CharField(
        max_length=64, db_comment=held(OPEN, "its place in the catalogue", kept=_KEPT)
    )
    window_from = models.DateField(
        null=True, db_comment=held(OPEN, "first day that the source answered for", kept=_KEPT)
    )
    window_to = models.DateField(
        null=True, db_comment=held(OPEN, "last day that the source answered for", kept=_KEPT)
    )
    valid_from = models.DateField(
        null=True, db_comment=held(OPEN, "first day it is true", kept=_KEPT)
    )
    valid_to = models.DateField(null=True, db_comment=held(OPEN, "last day it is true", kept=_KEPT))
    checked_at = models.DateTimeField()
    admitted_at = models.DateTimeField()
    disputed_at = models.DateTimeField(null=True)

    objects = SealedManager()
    sealed = SealedManager()

    class Meta:
        db_table = "records_fact"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "line", "version"], name="a_version_once_a_line"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["valid_to"], name="fact_ends", condition=models.Q(valid_to__isnull=False)
            )
        ]


class Verdict(models.Model):
    """What a side said of one version afterwards: confirmed, rejected, withdrawn. Never changed."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    fact_id = models.UUIDField()
    side = models.CharField(
        max_length=8,
        choices=[(side.value, side.value) for side in Side],
        db_comment=held(OPEN, "whose word it is", kept=_KEPT),
    )
    source = models.CharField(max_length=64, db_comment=held(OPEN, "who says so", kept=_KEPT))
    word = models.CharField(
        max_length=16,
        choices=[(word.value, word.value) for word in VerdictWord],
        db_comment=held(OPEN, "what it says", kept=_KEPT),
    )
    evidence = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message it came in", kept=_KEPT)
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "records_verdict"
        indexes: ClassVar = [models.Index(fields=["worker_id", "fact_id", "at"], name="verdicts")]


class Sighting(models.Model):
    """When a line was last checked without change: a version is not written for "still so"."""

    pk = models.CompositePrimaryKey("worker_id", "line")
    worker_id = models.UUIDField()
    line = models.UUIDField()
    checked_at = models.DateTimeField()
    evidence = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message it came in", kept=_KEPT)
    )

    window_from = models.DateField(
        null=True, db_comment=held(OPEN, "first day that the source answered for", kept=_KEPT)
    )
    window_to = models.DateField(
        null=True, db_comment=held(OPEN, "last day that the source answered for", kept=_KEPT)
    )

    class Meta:
        db_table = "records_sighting"


class Source(models.Model):
    """A body that facts come from, and whether it answers."""

    code = models.CharField(
        max_length=32, primary_key=True, db_comment=held(OPEN, "its permanent code")
    )
    answered_at = models.DateTimeField(null=True)
    unreachable_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_source"
