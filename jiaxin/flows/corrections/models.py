"""Corrections, what was decided of them, what was brought, who opened them; and the desks' list.

Their subject is a worker or a firm: the one whose fact it is, and whose key seals what is said.
"""

from typing import ClassVar

from django.db import models

from jiaxin.flows.corrections.rules import (
    WAITING,
    About,
    Claim,
    Desk,
    Finding,
    Instance,
    Means,
    Remedy,
    State,
)
from jiaxin.flows.vetting.rules import Paper
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

_KEPT = "until the record is deleted"
_HERS = Kept(whose="subject_id")


class Correction(models.Model):
    """One fact that somebody says is wrong. At most one of a fact waits at a time."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    about = models.CharField(
        max_length=8,
        choices=[(about.value, about.value) for about in About],
        db_comment=held(OPEN, "whether a worker's fact or a firm's", kept=_KEPT),
    )
    kind = models.CharField(max_length=16, db_comment=held(OPEN, "kind of fact", kept=_KEPT))
    line = models.UUIDField()
    version = models.IntegerField()
    fact_version = models.UUIDField()
    source = models.CharField(max_length=64, db_comment=held(OPEN, "whose fact it is", kept=_KEPT))
    claim = models.CharField(
        max_length=16,
        choices=[(claim.value, claim.value) for claim in Claim],
        db_comment=held(OPEN, "what is said to be wrong", kept=_KEPT),
    )
    words = SealedText(
        owner="subject_id", db_comment=held(SENSITIVE, "why it is wrong, in words", kept=_KEPT)
    )
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    desk = models.CharField(
        max_length=16,
        choices=[(desk.value, desk.value) for desk in Desk],
        db_comment=held(OPEN, "whose officers decide", kept=_KEPT),
    )
    means = models.CharField(
        max_length=16,
        choices=[(means.value, means.value) for means in Means],
        db_comment=held(OPEN, "how it was filed", kept=_KEPT),
    )
    helper = models.UUIDField(null=True)
    agreed_by = SealedText(
        owner="subject_id",
        null=True,
        db_comment=held(PERSONAL, "what shows that the helper was asked to", kept=_KEPT),
    )
    filed_at = models.DateTimeField()
    begun_on = models.DateField(
        db_comment=held(OPEN, "day that this instance's clocks began", kept=_KEPT)
    )
    forward_by = models.DateField(
        db_comment=held(OPEN, "day it is to be at its source by", kept=_KEPT)
    )
    due_on = models.DateField(db_comment=held(OPEN, "day it is to be decided by", kept=_KEPT))
    more_why = SealedText(
        owner="subject_id", null=True, db_comment=held(PERSONAL, "why it takes longer", kept=_KEPT)
    )
    forwarded_at = models.DateTimeField(null=True)
    forwarded_in = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "message it was forwarded in", kept=_KEPT)
    )
    late_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_words = SealedText(
        owner="subject_id",
        null=True,
        db_comment=held(SENSITIVE, "why the decision is wrong, in words", kept=_KEPT),
    )
    closed_why = SealedText(
        owner="subject_id", null=True, db_comment=held(PERSONAL, "why it was closed", kept=_KEPT)
    )
    ended_at = models.DateTimeField(null=True)

    retention = _HERS

    class Meta:
        db_table = "corrections_correction"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "line"],
                condition=models.Q(state__in=sorted(WAITING)),
                name="one_waiting_correction_a_fact",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(WAITING), ended_at=None)
                | (~models.Q(state__in=sorted(WAITING)) & models.Q(ended_at__isnull=False)),
                name="a_correction_that_waits_has_not_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(means="online", helper=None)
                | (~models.Q(means="online") & models.Q(agreed_by__isnull=False)),
                name="who_files_for_another_names_why",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by=None, taken_at=None)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
                name="who_took_a_correction_and_when",
            ),
        ]


class Docket(models.Model):
    """The desks' list, found by the correction: nothing of what it says, only where it stands."""

    correction_id = models.UUIDField(primary_key=True)
    subject_id = models.UUIDField()
    about = models.CharField(max_length=8, db_comment=held(OPEN, "worker or firm", kept=_KEPT))
    kind = models.CharField(max_length=16, db_comment=held(OPEN, "kind of fact", kept=_KEPT))
    source = models.CharField(max_length=64, db_comment=held(OPEN, "whose fact it is", kept=_KEPT))
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "which region's desk it is", kept=_KEPT)
    )
    desk = models.CharField(max_length=16, db_comment=held(OPEN, "whose officers", kept=_KEPT))
    state = models.CharField(max_length=20, db_comment=held(OPEN, "where it stands", kept=_KEPT))
    filed_at = models.DateTimeField()
    forward_by = models.DateField(db_comment=held(OPEN, "to be forwarded by", kept=_KEPT))
    due_on = models.DateField(db_comment=held(OPEN, "to be decided by", kept=_KEPT))
    late_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    retention = _HERS

    class Meta:
        db_table = "corrections_docket"
        indexes: ClassVar = [
            models.Index(
                fields=["desk", "due_on", "correction_id"],
                condition=models.Q(ended_at=None),
                name="correction_waiting",
            ),
            models.Index(fields=["-ended_at"], name="correction_ended"),
        ]


class Ruling(models.Model):
    """What was decided, by a source or an officer, with its reasons. Never changed."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    correction_id = models.UUIDField()
    instance = models.CharField(
        max_length=16,
        choices=[(instance.value, instance.value) for instance in Instance],
        db_comment=held(OPEN, "first, or on appeal", kept=_KEPT),
    )
    finding = models.CharField(
        max_length=16,
        choices=[(finding.value, finding.value) for finding in Finding],
        db_comment=held(OPEN, "what was decided", kept=_KEPT),
    )
    remedy = models.CharField(
        max_length=16,
        default="",
        choices=[(remedy.value, remedy.value) for remedy in Remedy],
        db_comment=held(OPEN, "how it was put right", kept=_KEPT),
    )
    source = models.CharField(max_length=64, db_comment=held(OPEN, "who decided", kept=_KEPT))
    officer = models.UUIDField(null=True)
    evidence = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "message it came in", kept=_KEPT)
    )
    words = SealedText(
        owner="subject_id", db_comment=held(SENSITIVE, "why, in plain words", kept=_KEPT)
    )
    content = SealedJSON(
        owner="subject_id", null=True, db_comment=held(SENSITIVE, "what is right", kept=_KEPT)
    )
    at = models.DateTimeField()

    retention = _HERS

    class Meta:
        db_table = "corrections_ruling"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "correction_id", "instance"], name="decided_once_an_instance"
            )
        ]


class Enclosure(models.Model):
    """A photo or a PDF that was attached, written anew as pictures of its pages."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    correction_id = models.UUIDField()
    paper = models.CharField(
        max_length=8,
        choices=[(paper.value, paper.value) for paper in Paper],
        db_comment=held(OPEN, "what it was", kept=_KEPT),
    )
    pages = models.IntegerField()
    at = models.DateTimeField()

    retention = _HERS

    class Meta:
        db_table = "corrections_enclosure"
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "correction_id", "at"], name="enclosure_order")
        ]


class EnclosurePage(models.Model):
    """One page of it, as a JPEG of our own making."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    enclosure_id = models.UUIDField()
    number = models.IntegerField()
    picture = SealedBytes(
        owner="subject_id", db_comment=held(SENSITIVE, "what was attached", kept=_KEPT)
    )

    retention = _HERS

    class Meta:
        db_table = "corrections_enclosure_page"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "enclosure_id", "number"], name="a_page_once_an_enclosure"
            )
        ]


class OfficerLook(models.Model):
    """An officer opened it: on the page of whoever filed it, and with its line in the trail."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    correction_id = models.UUIDField(null=True)
    officer = models.UUIDField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    loads = models.IntegerField(default=1)

    retention = _HERS

    class Meta:
        db_table = "corrections_officer_look"
        indexes: ClassVar = [models.Index(fields=["subject_id", "-at"], name="officer_look_newest")]


class HelpGiven(models.Model):
    """An officer helps somebody at a counter or by telephone, for half an hour."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField()
    about = models.CharField(
        max_length=8, db_comment=held(OPEN, "worker, firm or family", kept=_KEPT)
    )
    helper = models.UUIDField()
    means = models.CharField(
        max_length=16, db_comment=held(OPEN, "counter or telephone", kept=_KEPT)
    )
    agreed_by = SealedText(
        owner="subject_id",
        db_comment=held(PERSONAL, "what shows that the helper was asked to", kept=_KEPT),
    )
    at = models.DateTimeField()

    retention = _HERS

    class Meta:
        db_table = "corrections_help"


class Told(models.Model):
    """Somebody who saw the wrong version is told that it was corrected; never what it was."""

    pk = models.CompositePrimaryKey("viewer_id", "id")
    viewer_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    correction_id = models.UUIDField()
    # The family's query, or the firm's engagement, in which it was shown.
    query_id = models.UUIDField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    retention = Kept(whose="viewer_id")

    class Meta:
        db_table = "corrections_told"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["viewer_id", "correction_id", "query_id"], name="told_once_a_look"
            )
        ]
