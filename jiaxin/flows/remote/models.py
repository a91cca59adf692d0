"""Who answers by message, what was put to her so; links that a firm begins; help at a counter."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.remote.rules import Asking, Means, Offer
from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_SAID = "3 years"
_WHO_HELPED = Words(
    zh="谁在窗口协助过您：只有时间和协助人编号，3 年",
    en="Who helped you at a counter: the time and the helper's id, 3 years",
)


class ByMessage(models.Model):
    """She answers requests by text message, until she switches that off."""

    worker_id = models.UUIDField(primary_key=True)
    on_since = models.DateTimeField()

    class Meta:
        db_table = "remote_by_message"


class ReplyAsked(models.Model):
    """One request put to her by message, under the keyed hash of the code that answers it."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    query_id = models.UUIDField()
    digest = models.BinaryField(db_comment=held(OPEN, "keyed hash of its code", kept="30 days"))
    sections = models.JSONField(db_comment=held(OPEN, "what a yes shows", kept="30 days"))
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in Asking],
        db_comment=held(OPEN, "where it stands", kept="30 days"),
    )
    tries = models.IntegerField(default=0)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(days=30), since=("asked_at",))

    class Meta:
        db_table = "remote_asked"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "query_id"],
                condition=models.Q(state=Asking.WAITING),
                name="one_code_in_use_a_query",
            )
        ]


class Heard(models.Model):
    """A reply that came in, by its keyed hash: it is taken once, however often it is sent."""

    digest = models.BinaryField(
        primary_key=True, db_comment=held(OPEN, "keyed hash of the message's id", kept="30 days")
    )
    at = models.DateTimeField()

    retention = Kept(whose="", term=Term(days=30), since=("at",))

    class Meta:
        db_table = "remote_heard"


class LinkOffer(models.Model):
    """A link that her firm wants to send to a family. There is none before she says yes."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    firm_id = models.UUIDField()
    engagement_id = models.UUIDField()
    asked_by = models.UUIDField()
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in Offer],
        db_comment=held(OPEN, "where it stands", kept="30 days"),
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    link_id = models.UUIDField(null=True)

    retention = Kept(term=Term(days=30), since=("asked_at",))

    class Meta:
        db_table = "remote_link_offer"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state=Offer.CONFIRMED) | models.Q(link_id__isnull=False),
                name="a_confirmed_offer_has_its_link",
            )
        ]


class Help(models.Model):
    """Somebody at a counter helps her for half an hour. Its id is known to that helper alone."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    helper = models.UUIDField()
    organisation = models.UUIDField(null=True)
    means = models.CharField(
        max_length=16,
        choices=[(means.value, means.value) for means in Means],
        db_comment=held(OPEN, "counter or telephone", kept=_SAID),
    )
    at = models.DateTimeField()

    retention = Kept(term=Term(years=3), since=("at",), outlives=_WHO_HELPED)

    class Meta:
        db_table = "remote_help"


class HelpPlace(models.Model):
    """Whom a help is for: a helper has only its id."""

    help_id = models.UUIDField(primary_key=True)
    worker_id = models.UUIDField()
    helper = models.UUIDField()
    at = models.DateTimeField()

    retention = Kept(term=Term(days=1), since=("at",))

    class Meta:
        db_table = "remote_help_place"


class Helped(models.Model):
    """A request that was answered at a counter: on her page stands who helped."""

    pk = models.CompositePrimaryKey("worker_id", "query_id")
    worker_id = models.UUIDField()
    query_id = models.UUIDField()
    help_id = models.UUIDField()
    helper = models.UUIDField()
    organisation = models.UUIDField(null=True)
    at = models.DateTimeField()

    retention = Kept(term=Term(years=3), since=("at",), outlives=_WHO_HELPED)

    class Meta:
        db_table = "remote_helped"
