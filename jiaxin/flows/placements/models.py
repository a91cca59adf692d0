"""Placements, under the worker; narrow tables find a family's own and a firm's own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.placements.rules import OPEN as STILL_OPEN
from jiaxin.flows.placements.rules import STOOD, Side, State
from jiaxin.ground.fields import NOBODY, OPEN, PERSONAL, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_KEPT = "3 years after it is over"
_OFFERED = "30 days"
_LOG = Words(
    zh="服务留痕：双方都确认过的服务从哪天到哪天，供评价和投诉核对；称呼已清除，3 年",
    en="The log of services: which days both sides confirmed; the form of address is gone: 3 years",
)
_SIDES = [(side.value, side.value) for side in Side]


class Placement(models.Model):
    """She serves a family, from a day on. The family is unknown until it answers a firm's offer."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    consumer_id = models.UUIDField(null=True)
    firm_id = models.UUIDField(null=True)
    engagement_id = models.UUIDField(null=True)
    query_id = models.UUIDField(null=True)
    trade = models.CharField(
        max_length=24,
        choices=[(trade.value, trade.value) for trade in Trade],
        db_comment=held(OPEN, "kind of work", kept=_KEPT),
    )
    begun_by = models.CharField(
        max_length=8, choices=_SIDES, db_comment=held(OPEN, "who began it", kept=_KEPT)
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    since = models.DateField(db_comment=held(OPEN, "first day of work", kept=_KEPT))
    until = models.DateField(
        null=True, db_comment=held(OPEN, "last day, where it was agreed", kept=_KEPT)
    )
    called = SealedText(
        null=True, db_comment=held(PERSONAL, "the family, as she was told", kept=_KEPT)
    )
    tail = SealedText(
        null=True, db_comment=held(PERSONAL, "last digits of the family's phone", kept=_KEPT)
    )
    begun_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    worker_said_at = models.DateTimeField(null=True)
    family_said_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    over_by = models.CharField(
        max_length=8,
        default="",
        choices=_SIDES,
        db_comment=held(OPEN, "who ended it", kept=_KEPT),
    )
    # When the family was told that her certificate is out of force; none while it is in force.
    told_out_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=3), since=("over_at",), outlives=_LOG)

    class Meta:
        db_table = "placements_placement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "consumer_id"],
                condition=Q(state__in=sorted(STILL_OPEN), consumer_id__isnull=False),
                name="one_open_placement_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(STOOD))
                | Q(
                    worker_said_at__isnull=False,
                    family_said_at__isnull=False,
                    consumer_id__isnull=False,
                ),
                name="a_placement_stands_by_both",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(STILL_OPEN), over_at=None)
                | (~Q(state__in=sorted(STILL_OPEN)) & Q(over_at__isnull=False)),
                name="a_placement_is_over_once_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="a_placement_ends_after_it_began",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "-begun_at"], name="placement_newest"),
            models.Index(
                fields=["state", "worker_id"],
                condition=Q(over_at=None),
                name="placement_still_open",
            ),
        ]


class Served(models.Model):
    """A family's own placements: where each of them stands under its worker."""

    pk = models.CompositePrimaryKey("consumer_id", "placement_id")
    consumer_id = models.UUIDField()
    placement_id = models.UUIDField()
    worker_id = models.UUIDField()
    at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=3), since=("over_at",), outlives=_LOG)

    class Meta:
        db_table = "placements_served"


class Arranged(models.Model):
    """The placements that a firm began: where each of them stands under its worker."""

    pk = models.CompositePrimaryKey("firm_id", "placement_id")
    firm_id = models.UUIDField()
    placement_id = models.UUIDField()
    worker_id = models.UUIDField()
    at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=3), since=("over_at",), outlives=_LOG)

    class Meta:
        db_table = "placements_arranged"


class Offer(models.Model):
    """A firm named a family by a phone number. Whether anybody is known by it is nowhere said.

    It belongs to no person yet, so the system's key seals it.
    """

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    placement_id = models.UUIDField()
    phone = SealedText(owner=NOBODY, db_comment=held(PERSONAL, "where it goes", kept=_OFFERED))
    phone_digest = models.BinaryField(
        db_comment=held(OPEN, "keyed digest, to find what waits for a phone", kept=_OFFERED)
    )
    at = models.DateTimeField()
    # She has said yes, so the family may be written to and find it.
    is_put = models.BooleanField(default=False)

    retention = Kept(term=Term(days=30), since=("at",))

    class Meta:
        db_table = "placements_offer"
        indexes: ClassVar = [models.Index(fields=["phone_digest"], name="placement_offer_phone")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "placement_id"], name="one_offer_a_placement"
            ),
            models.UniqueConstraint(
                fields=["worker_id", "phone_digest"], name="one_offer_a_worker_and_phone"
            ),
        ]
