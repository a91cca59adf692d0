"""Cases, what was said in them, what she brought, who opened them; and the desk's own list."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.vetting.rules import (
    WAITING,
    Cause,
    Ground,
    Instance,
    Paper,
    Says,
    State,
    WhyBack,
)
from jiaxin.ground.fields import OPEN, PERSONAL, SENSITIVE, SealedBytes, SealedText, held
from jiaxin.ground.ids import new_id

_KEPT = "until the record is deleted"


class Case(models.Model):
    """One answer that persons look at. At most one of a worker's waits at a time."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    cause = models.CharField(
        max_length=16,
        choices=[(cause.value, cause.value) for cause in Cause],
        db_comment=held(OPEN, "why persons look at it", kept=_KEPT),
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands", kept=_KEPT),
    )
    look = models.IntegerField(default=1)
    opened_at = models.DateTimeField()
    begun_on = models.DateField(
        db_comment=held(OPEN, "day that this instance's clocks began", kept=_KEPT)
    )
    hearing_on = models.DateField(
        db_comment=held(OPEN, "last day that is hers to answer in", kept=_KEPT)
    )
    done_at = models.DateTimeField(null=True)
    due_on = models.DateField(db_comment=held(OPEN, "day it is to be decided by", kept=_KEPT))
    more_why = SealedText(null=True, db_comment=held(PERSONAL, "why it takes longer", kept=_KEPT))
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    appealed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vetting_case"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"],
                condition=models.Q(state__in=sorted(WAITING)),
                name="one_waiting_case_a_worker",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(WAITING), ended_at=None)
                | (~models.Q(state__in=sorted(WAITING)) & models.Q(ended_at__isnull=False)),
                name="a_case_that_waits_has_not_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by=None, taken_at=None)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
                name="who_took_a_case_and_when",
            ),
        ]


class Docket(models.Model):
    """The desk's list, found by the case: nothing of a person, only where it stands."""

    case_id = models.UUIDField(primary_key=True)
    worker_id = models.UUIDField()
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "which region's desk it is", kept=_KEPT)
    )
    cause = models.CharField(
        max_length=16, db_comment=held(OPEN, "why persons look at it", kept=_KEPT)
    )
    state = models.CharField(max_length=16, db_comment=held(OPEN, "where it stands", kept=_KEPT))
    opened_at = models.DateTimeField()
    hearing_on = models.DateField(db_comment=held(OPEN, "last day of her hearing", kept=_KEPT))
    done_at = models.DateTimeField(null=True)
    due_on = models.DateField(db_comment=held(OPEN, "day it is to be decided by", kept=_KEPT))
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vetting_docket"
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "case_id"],
                condition=models.Q(ended_at=None),
                name="docket_waiting",
            ),
            models.Index(fields=["-ended_at"], name="docket_ended"),
        ]


class Opinion(models.Model):
    """What one reviewer said, with its grounds. Never changed."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    case_id = models.UUIDField()
    instance = models.CharField(
        max_length=16,
        choices=[(instance.value, instance.value) for instance in Instance],
        db_comment=held(OPEN, "first, or on appeal", kept=_KEPT),
    )
    look = models.IntegerField()
    reviewer = models.UUIDField()
    says = models.CharField(
        max_length=16,
        choices=[(says.value, says.value) for says in Says],
        db_comment=held(OPEN, "what she or he said", kept=_KEPT),
    )
    ground = models.CharField(
        max_length=16,
        choices=[(ground.value, ground.value) for ground in Ground],
        db_comment=held(OPEN, "why, in one word", kept=_KEPT),
    )
    words = SealedText(db_comment=held(SENSITIVE, "why, in plain words", kept=_KEPT))
    at = models.DateTimeField()

    class Meta:
        db_table = "vetting_opinion"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "case_id", "instance", "look", "reviewer"],
                name="one_opinion_a_reviewer_a_look",
            )
        ]


class Statement(models.Model):
    """What she said for herself."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    case_id = models.UUIDField()
    words = SealedText(db_comment=held(SENSITIVE, "what she says for herself", kept=_KEPT))
    at = models.DateTimeField()

    class Meta:
        db_table = "vetting_statement"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "case_id", "at"], name="statement_order")
        ]


class Exhibit(models.Model):
    """A photo or a PDF that she attached, written anew as pictures of its pages."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    case_id = models.UUIDField()
    paper = models.CharField(
        max_length=8,
        choices=[(paper.value, paper.value) for paper in Paper],
        db_comment=held(OPEN, "what it was", kept=_KEPT),
    )
    pages = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "vetting_exhibit"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "case_id", "at"], name="exhibit_order")
        ]


class ExhibitPage(models.Model):
    """One page of it, as a JPEG of our own making."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    exhibit_id = models.UUIDField()
    number = models.IntegerField()
    picture = SealedBytes(db_comment=held(SENSITIVE, "what she attached", kept=_KEPT))

    class Meta:
        db_table = "vetting_exhibit_page"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "exhibit_id", "number"], name="a_page_once_an_exhibit"
            )
        ]


class DeskLook(models.Model):
    """A reviewer opened her case: on her page, and with its line in the trail."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    case_id = models.UUIDField()
    reviewer = models.UUIDField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    loads = models.IntegerField(default=1)

    class Meta:
        db_table = "vetting_desk_look"
        indexes: ClassVar = [models.Index(fields=["worker_id", "-at"], name="desk_look_newest")]


class StepBack(models.Model):
    """A reviewer handed a case back, and why; one who is near to her does not get it again."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    case_id = models.UUIDField()
    reviewer = models.UUIDField()
    why = models.CharField(
        max_length=16,
        choices=[(why.value, why.value) for why in WhyBack],
        db_comment=held(OPEN, "why it was handed back", kept=_KEPT),
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "vetting_step_back"
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "case_id"], name="step_back_of_case")
        ]
