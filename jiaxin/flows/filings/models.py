"""Filings, their history, the evidence of awards, officers' leave."""

from typing import ClassVar

from django.db import models

from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings.rules import Did, Finding, Paper, Topic
from jiaxin.ground.fields import (
    OPEN,
    PERSONAL,
    SENSITIVE,
    SealedBytes,
    SealedJSON,
    SealedText,
    held,
)
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept
from jiaxin.ground.words import Words

_KEPT = "with the firm's record"
_OF_THE_FIRM = Kept(
    whose="firm_id",
    outlives=Words(
        zh="企业备案和奖励申报的档案，依法留存，不属于个人记录",
        en="The file of a firm's filings and awards, kept by law; no person's record",
    ),
)


class Filing(models.Model):
    """What a firm files, as it stands; at most one profile of a firm is open at a time."""

    id = models.UUIDField(primary_key=True, default=new_id)
    firm_id = models.UUIDField()
    code = models.CharField(
        max_length=18, db_comment=held(OPEN, "unified social credit code", kept=_KEPT)
    )
    topic = models.CharField(
        max_length=8,
        choices=[(topic.value, topic.value) for topic in Topic],
        db_comment=held(OPEN, "what is filed", kept=_KEPT),
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in FilingState],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "whose department reviews it", kept=_KEPT)
    )
    content = models.JSONField(
        db_comment=held(OPEN, "what the firm says of itself; public once accepted", kept=_KEPT)
    )
    changed_on = models.DateField(
        null=True, db_comment=held(OPEN, "day that what is filed changed", kept=_KEPT)
    )
    edition = models.IntegerField(default=0)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_on = models.DateField(
        null=True, db_comment=held(OPEN, "day it is to be decided by", kept=_KEPT)
    )
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_filing"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm_id"],
                condition=models.Q(topic="profile")
                & ~models.Q(state__in=["accepted", "withdrawn"]),
                name="one_open_profile_a_firm",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="submitted")
                | models.Q(submitted_at__isnull=False, due_on__isnull=False),
                name="what_is_submitted_has_a_clock",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "returned"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="who_decided_a_filing_and_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["region", "due_on"],
                condition=models.Q(state="submitted"),
                name="filing_waiting",
            ),
            models.Index(fields=["firm_id", "-opened_at"], name="filing_of_firm"),
            models.Index(fields=["-decided_at"], name="filing_decided"),
        ]


class FilingStep(models.Model):
    """One act in a filing's history. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    filing_id = models.UUIDField()
    firm_id = models.UUIDField()
    edition = models.IntegerField()
    did = models.CharField(
        max_length=16,
        choices=[(did.value, did.value) for did in Did],
        db_comment=held(OPEN, "what was done", kept=_KEPT),
    )
    by = models.UUIDField()
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "for which department", kept=_KEPT)
    )
    said = SealedJSON(
        owner="firm_id",
        null=True,
        db_comment=held(PERSONAL, "reasons and words of it", kept=_KEPT),
    )
    content = models.JSONField(
        null=True, db_comment=held(OPEN, "what was submitted then", kept=_KEPT)
    )
    at = models.DateTimeField()

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_step"
        indexes: ClassVar = [models.Index(fields=["filing_id", "at"], name="filing_history")]


class FilingPaper(models.Model):
    """A photo or a PDF that proves an award, written anew as pictures of its pages."""

    id = models.UUIDField(primary_key=True, default=new_id)
    filing_id = models.UUIDField()
    firm_id = models.UUIDField()
    paper = models.CharField(
        max_length=8,
        choices=[(paper.value, paper.value) for paper in Paper],
        db_comment=held(OPEN, "what it was", kept=_KEPT),
    )
    pages = models.IntegerField()
    at = models.DateTimeField()

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_paper"
        indexes: ClassVar = [models.Index(fields=["filing_id", "at"], name="filing_paper_order")]


class FilingPage(models.Model):
    """One page of it, as a JPEG of our own making."""

    id = models.UUIDField(primary_key=True, default=new_id)
    paper_id = models.UUIDField()
    firm_id = models.UUIDField()
    number = models.IntegerField()
    picture = SealedBytes(
        owner="firm_id", db_comment=held(SENSITIVE, "what the firm attached", kept=_KEPT)
    )

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_page"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper_id", "number"], name="a_page_once_a_filed_paper")
        ]


class OfficerLeave(models.Model):
    """An officer is away: what she holds is free to others, and a colleague is named for it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.UUIDField()
    cover = models.UUIDField()
    first = models.DateField(db_comment=held(OPEN, "first day away", kept="with its row"))
    last = models.DateField(db_comment=held(OPEN, "last day away", kept="with its row"))
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "filings_leave"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="leave_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["officer"],
                condition=models.Q(ended_at=None),
                name="one_leave_an_officer_at_a_time",
            ),
        ]


class SpotCheck(models.Model):
    """A decision that was drawn and looked at again by another officer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    filing_id = models.UUIDField(unique=True)
    firm_id = models.UUIDField()
    by = models.UUIDField()
    finding = models.CharField(
        max_length=8,
        choices=[(one.value, one.value) for one in Finding],
        db_comment=held(OPEN, "whether the decision was right", kept=_KEPT),
    )
    words = SealedText(
        owner="firm_id", null=True, db_comment=held(PERSONAL, "what was found", kept=_KEPT)
    )
    at = models.DateTimeField()

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_spot_check"


class Interview(models.Model):
    """A firm whose filing was not true was spoken to, and has so long to put it right."""

    id = models.UUIDField(primary_key=True, default=new_id)
    firm_id = models.UUIDField()
    filing_id = models.UUIDField()
    by = models.UUIDField()
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "whose department held it", kept=_KEPT)
    )
    held_on = models.DateField(db_comment=held(OPEN, "day of the interview", kept=_KEPT))
    words = SealedText(
        owner="firm_id", db_comment=held(PERSONAL, "what was not true, what was said", kept=_KEPT)
    )
    correct_by = models.DateField(db_comment=held(OPEN, "day it is to be put right by", kept=_KEPT))
    corrected_on = models.DateField(
        null=True, db_comment=held(OPEN, "day it was put right", kept=_KEPT)
    )
    outcome = SealedText(
        owner="firm_id", null=True, db_comment=held(PERSONAL, "how it was put right", kept=_KEPT)
    )
    at = models.DateTimeField()

    retention = _OF_THE_FIRM

    class Meta:
        db_table = "filings_interview"
        indexes: ClassVar = [
            models.Index(fields=["firm_id", "-at"], name="interview_of_firm"),
            models.Index(
                fields=["region", "correct_by"],
                condition=models.Q(corrected_on=None),
                name="interview_waiting",
            ),
        ]
