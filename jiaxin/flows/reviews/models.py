"""Reviews, under the worker; narrow tables find a family's own, and what an officer reads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.reviews.rules import Ground, State, Why
from jiaxin.ground.fields import OPEN, PERSONAL, SealedJSON, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "5 years"
_OVER = [State.REMOVED.value, State.TAKEN_BACK.value]


class Review(models.Model):
    """What one family said of one service, with her answer and the firm's."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    placement_id = models.UUIDField()
    # Nobody once the family has closed its account.
    consumer_id = models.UUIDField(null=True)
    firm_id = models.UUIDField(null=True)
    trade = models.CharField(
        max_length=24,
        choices=[(trade.value, trade.value) for trade in Trade],
        db_comment=held(OPEN, "kind of work", kept=_KEPT),
    )
    since = models.DateField(db_comment=held(OPEN, "first day of the service", kept=_KEPT))
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    said = SealedJSON(db_comment=held(PERSONAL, "what the family answered and wrote", kept=_KEPT))
    her_answer = SealedText(null=True, db_comment=held(PERSONAL, "what she answered", kept=_KEPT))
    firm_answer = SealedText(
        null=True, db_comment=held(PERSONAL, "what the firm answered", kept=_KEPT)
    )
    at = models.DateTimeField()
    her_at = models.DateTimeField(null=True)
    firm_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    ground = models.CharField(
        max_length=16,
        default="",
        choices=[(ground.value, ground.value) for ground in Ground],
        db_comment=held(OPEN, "why it may not stay", kept=_KEPT),
    )

    retention = Kept(term=Term(years=5), since=("at",))

    class Meta:
        db_table = "reviews_review"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "placement_id"], name="one_review_a_placement"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, over_at__isnull=False)
                | (~Q(state__in=_OVER) & Q(over_at=None)),
                name="a_review_is_over_once_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(state=State.REMOVED.value) & ~Q(ground="")
                | ~Q(state=State.REMOVED.value) & Q(ground=""),
                name="a_removed_review_has_a_ground",
            ),
        ]


class Wrote(models.Model):
    """A family's own reviews: where each of them stands under its worker."""

    pk = models.CompositePrimaryKey("consumer_id", "review_id")
    consumer_id = models.UUIDField()
    review_id = models.UUIDField()
    worker_id = models.UUIDField()
    at = models.DateTimeField()

    retention = Kept(term=Term(years=5), since=("at",))

    class Meta:
        db_table = "reviews_wrote"


class Docket(models.Model):
    """What an officer of a region reads; it tells nothing of the words."""

    pk = models.CompositePrimaryKey("worker_id", "review_id")
    worker_id = models.UUIDField()
    review_id = models.UUIDField()
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "whose officers look", kept=_KEPT)
    )
    why = models.CharField(
        max_length=16,
        choices=[(why.value, why.value) for why in Why],
        db_comment=held(OPEN, "why a person looks", kept=_KEPT),
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    retention = Kept(term=Term(years=5), since=("opened_at",))

    class Meta:
        db_table = "reviews_docket"
        indexes: ClassVar = [
            models.Index(
                fields=["region", "opened_at"], name="review_waits", condition=Q(closed_at=None)
            )
        ]
