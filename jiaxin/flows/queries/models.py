"""Queries and looks, under the worker; a narrow table finds a consumer's own."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.queries.rules import Ending, Reason, State
from jiaxin.ground.fields import OPEN, PERSONAL, SealedJSON, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_KEPT = "5 years"
_LOG = Words(
    zh="查询留痕：谁在什么时候查过，内容已打不开，5 年",
    en="The log of looks: who and when; their content no longer opens: 5 years",
)


class Query(models.Model):
    """One request to see one record, for one account in one sign-in."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    consumer_id = models.UUIDField()
    sign_in = models.UUIDField()
    channel = models.CharField(max_length=16, db_comment=held(OPEN, "came in by", kept=_KEPT))
    called = SealedText(db_comment=held(PERSONAL, "who asks, as she was told", kept=_KEPT))
    tail = SealedText(db_comment=held(PERSONAL, "last digits of the phone", kept=_KEPT))
    reason = models.CharField(
        max_length=16,
        choices=[(reason.value, reason.value) for reason in Reason],
        db_comment=held(OPEN, "why", kept=_KEPT),
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    sections_asked = models.JSONField(db_comment=held(OPEN, "what was asked for", kept=_KEPT))
    sections_allowed = models.JSONField(
        null=True, db_comment=held(OPEN, "what she allowed", kept=_KEPT)
    )
    way = models.CharField(
        max_length=16, default="", db_comment=held(OPEN, "how she approved", kept=_KEPT)
    )
    # The share link or the printed card that it was asked by.
    by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(
        max_length=16,
        default="",
        choices=[(ending.value, ending.value) for ending in Ending],
        db_comment=held(OPEN, "why the look ended", kept=_KEPT),
    )

    retention = Kept(term=Term(years=5), since=("asked_at",), outlives=_LOG)

    class Meta:
        db_table = "queries_query"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "state", "-asked_at"], name="query_waiting")
        ]


class Asked(models.Model):
    """A consumer's own queries: where each of them stands under its worker."""

    pk = models.CompositePrimaryKey("consumer_id", "query_id")
    consumer_id = models.UUIDField()
    query_id = models.UUIDField()
    worker_id = models.UUIDField()
    asked_at = models.DateTimeField()

    retention = Kept(term=Term(years=5), since=("asked_at",), outlives=_LOG)

    class Meta:
        db_table = "queries_asked"


class Look(models.Model):
    """What one look showed: the versions of the facts, the light, how often it was loaded."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    query_id = models.UUIDField()
    viewer_id = models.UUIDField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    loads = models.IntegerField()
    shown = SealedJSON(
        db_comment=held(PERSONAL, "sections, light, fact versions shown", kept=_KEPT)
    )

    retention = Kept(term=Term(years=5), since=("at",), outlives=_LOG)

    class Meta:
        db_table = "queries_look"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id", "query_id"], name="one_look_a_query")
        ]
        indexes: ClassVar = [models.Index(fields=["worker_id", "-at"], name="look_newest")]


class Block(models.Model):
    """A consumer whom a worker does not want to be asked by."""

    pk = models.CompositePrimaryKey("worker_id", "consumer_id")
    worker_id = models.UUIDField()
    consumer_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "queries_block"
