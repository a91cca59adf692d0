"""Engagements and looks, under the worker; a narrow table finds a firm's own staff."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements.rules import Began, Invited, State
from jiaxin.ground.fields import NOBODY, OPEN, PERSONAL, SENSITIVE, SealedJSON, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_KEPT = "3 years after it ends"
_LOG = "5 years"
_INVITED = "30 days"
_TRADES = [(trade.value, trade.value) for trade in Trade]


class Engagement(models.Model):
    """She works for a firm, from a moment on, until one of the two ends it."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    firm_id = models.UUIDField()
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    began = models.CharField(
        max_length=16,
        choices=[(began.value, began.value) for began in Began],
        db_comment=held(OPEN, "how she came", kept=_KEPT),
    )
    trade = models.CharField(
        max_length=24, choices=_TRADES, db_comment=held(OPEN, "works as", kept=_KEPT)
    )
    called = SealedText(db_comment=held(PERSONAL, "her name, as the firm knows her", kept=_KEPT))
    with_minors = models.BooleanField(default=False)
    # The line of her record that says she works there; what the firm's list said of it, if one did.
    line = models.UUIDField(null=True)
    work = SealedJSON(
        null=True, db_comment=held(PERSONAL, "since when, and how, by the firm's list", kept=_KEPT)
    )
    began_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=3), since=("ended_at",))

    class Meta:
        db_table = "engagements_engagement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"], condition=Q(ended_at=None), name="one_firm_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENGAGED, ended_at=None)
                | (~Q(state=State.ENGAGED) & Q(ended_at__isnull=False)),
                name="an_engagement_is_over_once_it_ended",
            ),
        ]


class Staff(models.Model):
    """A firm's own staff: where each engagement stands under its worker."""

    pk = models.CompositePrimaryKey("firm_id", "engagement_id")
    firm_id = models.UUIDField()
    engagement_id = models.UUIDField()
    worker_id = models.UUIDField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=3), since=("ended_at",))

    class Meta:
        db_table = "engagements_staff"
        indexes: ClassVar = [
            models.Index(
                fields=["firm_id", "began_at"], condition=Q(ended_at=None), name="staff_now"
            ),
            models.Index(fields=["worker_id"], name="staff_of_worker"),
        ]


class Invitation(models.Model):
    """A firm wrote to a phone number. Whether anybody is known by it is nowhere said.

    It belongs to no person yet, so the system's key seals it.
    """

    pk = models.CompositePrimaryKey("firm_id", "id")
    firm_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    phone = SealedText(owner=NOBODY, db_comment=held(PERSONAL, "where it goes", kept=_INVITED))
    phone_digest = models.BinaryField(
        db_comment=held(OPEN, "keyed digest, to find what waits for a phone", kept=_INVITED)
    )
    trade = models.CharField(
        max_length=24, choices=_TRADES, db_comment=held(OPEN, "would work as", kept=_INVITED)
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in Invited],
        db_comment=held(OPEN, "where it stands", kept=_INVITED),
    )
    sent_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(days=30), since=("sent_at",))

    class Meta:
        db_table = "engagements_invitation"
        indexes: ClassVar = [models.Index(fields=["phone_digest"], name="invitation_phone")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm_id", "phone_digest"],
                condition=Q(state=Invited.SENT),
                name="one_open_invitation_a_phone",
            )
        ]


class Claim(models.Model):
    """She wrote that she worked for a firm, and asks it whether that is so: the firm's yes or no.

    What she wrote is emptied by the answer.
    """

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    firm_id = models.UUIDField()
    line = models.UUIDField()
    version = models.IntegerField()
    said = SealedJSON(
        null=True,
        db_comment=held(PERSONAL, "her name, and what she wrote of this work", kept=_INVITED),
    )
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(days=30), since=("asked_at",))

    class Meta:
        db_table = "engagements_claim"
        indexes: ClassVar = [
            models.Index(
                fields=["firm_id", "asked_at"],
                condition=Q(answered_at=None),
                name="claim_waiting",
            ),
            models.Index(fields=["worker_id", "line"], name="claim_of_worker"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "firm_id", "line", "version"], name="one_claim_a_version"
            )
        ]


class MinorsCheck(models.Model):
    """What the background answer was when the firm checked whoever works with minors."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    engagement_id = models.UUIDField()
    firm_id = models.UUIDField()
    at = models.DateTimeField()
    said = SealedJSON(
        db_comment=held(
            SENSITIVE, "the answer, when the source gave it, who checked", kept="3 years"
        )
    )

    retention = Kept(term=Term(years=3), since=("at",))

    class Meta:
        db_table = "engagements_minors_check"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "engagement_id", "-at"], name="minors_check_newest")
        ]


class LedgerPaper(models.Model):
    """A ledger of yearly checks that was drawn as a PDF: its digest, so that anybody can tell."""

    pk = models.CompositePrimaryKey("firm_id", "id")
    firm_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    digest = models.CharField(
        max_length=64, db_comment=held(OPEN, "SHA-256 of the file", kept="3 years")
    )
    by = models.UUIDField()
    at = models.DateTimeField()

    retention = Kept(whose="", term=Term(years=3), since=("at",))

    class Meta:
        db_table = "engagements_ledger_paper"
        indexes: ClassVar = [models.Index(fields=["digest"], name="ledger_paper_digest")]


class StaffLook(models.Model):
    """What one look of a firm showed: the versions of the facts, the light, how often loaded."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    engagement_id = models.UUIDField()
    firm_id = models.UUIDField()
    viewer_id = models.UUIDField()
    sign_in = models.UUIDField(null=True)
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    until = models.DateTimeField()
    loads = models.IntegerField()
    shown = SealedJSON(
        db_comment=held(PERSONAL, "who looked, light, fact versions shown", kept=_LOG)
    )

    retention = Kept(
        term=Term(years=5),
        since=("at",),
        outlives=Words(
            zh="企业查看留痕：哪家企业在什么时候查过，内容已打不开，5 年",
            en="The log of firms' looks: which and when; their content no longer opens: 5 years",
        ),
    )

    class Meta:
        db_table = "engagements_staff_look"
        indexes: ClassVar = [models.Index(fields=["worker_id", "-at"], name="staff_look_newest")]
