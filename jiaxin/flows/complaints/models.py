"""Complaints, the words of each side, what was brought, what was decided, who opened them.

What two people say of each other is neither's alone: the system's key seals it, so that the
deletion of the one does not destroy what the other, or the police, may still need.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jiaxin.flows.complaints.rules import WAITING, Finding, Matter, Sort, State
from jiaxin.flows.corrections.rules import Means
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground.fields import NOBODY, OPEN, SENSITIVE, SealedBytes, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_KEPT = "3 years after it ends"
_DUTY = Words(
    zh="投诉的办理记录和材料：办结后 3 年；可能涉嫌违法犯罪的，解除保全后 3 年",
    en="Complaints with their files: 3 years after the end; of what may be a crime, after the hold",
)
_SIDES = [(side.value, side.value) for side in Side]


def _kept(whose: str) -> Kept:
    return Kept(whose=whose, term=Term(years=3), since=("kept_from",), outlives=_DUTY)


class Complaint(models.Model):
    """One side of a service complains of another, in one matter. Whose it is: who complains.

    `kept_from` is when its three years begin: at its end, or once the hold is lifted.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField()
    placement_id = models.UUIDField()
    served_by_id = models.UUIDField()
    served_for_id = models.UUIDField()
    firm_id = models.UUIDField(null=True)
    by = models.CharField(
        max_length=8, choices=_SIDES, db_comment=held(OPEN, "who complains", kept=_KEPT)
    )
    against = models.CharField(
        max_length=8, choices=_SIDES, db_comment=held(OPEN, "of whom", kept=_KEPT)
    )
    matter = models.CharField(
        max_length=16,
        choices=[(matter.value, matter.value) for matter in Matter],
        db_comment=held(OPEN, "of what", kept=_KEPT),
    )
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "which region's desk it is", kept=_KEPT)
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    means = models.CharField(
        max_length=16,
        default=Means.ONLINE.value,
        db_default=Means.ONLINE.value,
        choices=[(means.value, means.value) for means in Means],
        db_comment=held(OPEN, "how it was filed", kept=_KEPT),
    )
    # The officer who filed it for her, and what shows that she asked; neither, if she did it.
    helper = models.UUIDField(null=True)
    agreed_by = SealedText(
        owner=NOBODY,
        null=True,
        db_comment=held(SENSITIVE, "what shows that the helper was asked to", kept=_KEPT),
    )
    filed_at = models.DateTimeField()
    answer_by = models.DateField(db_comment=held(OPEN, "day to be answered by", kept=_KEPT))
    mediate_by = models.DateField(db_comment=held(OPEN, "day to be mediated by", kept=_KEPT))
    due_on = models.DateField(db_comment=held(OPEN, "day to be decided by", kept=_KEPT))
    # The two to whom the firm made its proposal.
    subject_agreed_at = models.DateTimeField(null=True)
    other_agreed_at = models.DateTimeField(null=True)
    has_more_time = models.BooleanField(default=False)
    late_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(default=False)
    kept_from = models.DateTimeField(null=True)

    retention = _kept("subject_id")

    class Meta:
        db_table = "complaints_complaint"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["placement_id", "by", "matter"], name="one_complaint_a_side_and_matter"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WAITING), ended_at=None)
                | (~Q(state__in=sorted(WAITING)) & Q(ended_at__isnull=False)),
                name="a_complaint_that_waits_has_not_ended",
            ),
            models.CheckConstraint(
                condition=~Q(by=F("against")), name="nobody_complains_of_herself"
            ),
            models.CheckConstraint(
                condition=Q(kept_from=None) | Q(ended_at__isnull=False, is_held=False),
                name="what_is_held_is_kept",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "due_on"], condition=Q(ended_at=None), name="c_waiting"),
            models.Index(fields=["region", "-ended_at"], name="complaint_ended"),
            models.Index(fields=["served_by_id", "-filed_at"], name="complaint_of_worker"),
            models.Index(fields=["served_for_id", "-filed_at"], name="complaint_of_family"),
            models.Index(fields=["firm_id", "-filed_at"], name="complaint_of_firm"),
        ]


class Statement(models.Model):
    """What one side, the firm that mediates, or the department said in it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    complaint_id = models.UUIDField()
    author_id = models.UUIDField()
    side = models.CharField(
        max_length=8,
        default="",
        choices=_SIDES,
        db_comment=held(OPEN, "which side; empty for the department", kept=_KEPT),
    )
    sort = models.CharField(
        max_length=16,
        choices=[(sort.value, sort.value) for sort in Sort],
        db_comment=held(OPEN, "what these words are", kept=_KEPT),
    )
    words = SealedText(owner=NOBODY, db_comment=held(SENSITIVE, "what was said", kept=_KEPT))
    at = models.DateTimeField()
    kept_from = models.DateTimeField(null=True)

    retention = _kept("author_id")

    class Meta:
        db_table = "complaints_statement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["complaint_id", "sort"], name="said_once_a_complaint_and_sort"
            )
        ]


class Evidence(models.Model):
    """A photo or a PDF that one side brought, written anew as pictures of its pages."""

    id = models.UUIDField(primary_key=True, default=new_id)
    complaint_id = models.UUIDField()
    author_id = models.UUIDField()
    side = models.CharField(
        max_length=8, choices=_SIDES, db_comment=held(OPEN, "which side", kept=_KEPT)
    )
    paper = models.CharField(
        max_length=8,
        choices=[(paper.value, paper.value) for paper in Paper],
        db_comment=held(OPEN, "what it was", kept=_KEPT),
    )
    pages = models.IntegerField()
    at = models.DateTimeField()
    kept_from = models.DateTimeField(null=True)

    retention = _kept("author_id")

    class Meta:
        db_table = "complaints_evidence"
        indexes: ClassVar = [models.Index(fields=["complaint_id", "at"], name="evidence_order")]


class EvidencePage(models.Model):
    """One page of it, as a JPEG of our own making."""

    id = models.UUIDField(primary_key=True, default=new_id)
    evidence_id = models.UUIDField()
    complaint_id = models.UUIDField()
    author_id = models.UUIDField()
    number = models.IntegerField()
    picture = SealedBytes(owner=NOBODY, db_comment=held(SENSITIVE, "what was brought", kept=_KEPT))
    kept_from = models.DateTimeField(null=True)

    retention = _kept("author_id")

    class Meta:
        db_table = "complaints_evidence_page"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evidence_id", "number"], name="a_page_once_an_evidence"
            )
        ]


class Outcome(models.Model):
    """What was decided, by one officer, once, in plain words. Never changed."""

    complaint_id = models.UUIDField(primary_key=True)
    id = models.UUIDField(default=new_id)
    officer = models.UUIDField()
    finding = models.CharField(
        max_length=16,
        choices=[(finding.value, finding.value) for finding in Finding],
        db_comment=held(OPEN, "what was decided", kept=_KEPT),
    )
    words = SealedText(owner=NOBODY, db_comment=held(SENSITIVE, "why, in words", kept=_KEPT))
    at = models.DateTimeField()
    kept_from = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=3), since=("kept_from",))

    class Meta:
        db_table = "complaints_outcome"


class StepBack(models.Model):
    """An officer who is near to one of the two steps back, for good."""

    id = models.UUIDField(primary_key=True, default=new_id)
    complaint_id = models.UUIDField()
    officer = models.UUIDField()
    at = models.DateTimeField()
    kept_from = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=3), since=("kept_from",))

    class Meta:
        db_table = "complaints_step_back"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint_id", "officer"], name="stepped_back_once")
        ]


class OfficerLook(models.Model):
    """An officer opened it: on its page, for both sides, and with its line in the trail."""

    id = models.UUIDField(primary_key=True, default=new_id)
    complaint_id = models.UUIDField()
    officer = models.UUIDField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    loads = models.IntegerField(default=1)
    kept_from = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=3), since=("kept_from",))

    class Meta:
        db_table = "complaints_officer_look"
        indexes: ClassVar = [models.Index(fields=["complaint_id", "-at"], name="c_look_newest")]


FILES = (Statement, Evidence, EvidencePage, Outcome, StepBack, OfficerLook)
