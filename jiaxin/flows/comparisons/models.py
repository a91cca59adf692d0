"""Runs, their slices, and whom a slice has left without an answer."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.comparisons.rules import RunState, Unanswered
from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "3 years"


class Run(models.Model):
    """One run over all workers. `holder` is the process that works on it: nobody else may."""

    id = models.UUIDField(primary_key=True, default=new_id)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in RunState],
        db_comment=held(OPEN, "how far it is", kept=_KEPT),
    )
    started_at = models.DateTimeField()
    holder = models.UUIDField()
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=3), since=("started_at",))

    class Meta:
        db_table = "comparisons_run"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=RunState.RUNNING.value),
                name="one_run_at_a_time",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-started_at"], name="run_newest")]


class Slice(models.Model):
    """The workers of a range of ids, compared in one message. A settled one is a sighting of all in
    it who were authorised from the question to the answer, but for those whom it missed.
    """

    pk = models.CompositePrimaryKey("run_id", "ordinal")
    run_id = models.UUIDField()
    ordinal = models.IntegerField()
    after = models.UUIDField()
    upto = models.UUIDField()
    attempts = models.IntegerField(default=1)
    asked_at = models.DateTimeField()
    asked = models.IntegerField()
    settled_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    compared = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    missed = models.IntegerField(default=0)
    dropped = models.IntegerField(default=0)
    never_asked = models.IntegerField(default=0)
    evidence = models.CharField(
        max_length=64, default="", db_comment=held(OPEN, "the answer's message", kept=_KEPT)
    )
    window_from = models.DateField(
        null=True, db_comment=held(OPEN, "first day that the source answered for", kept=_KEPT)
    )
    window_to = models.DateField(
        null=True, db_comment=held(OPEN, "last day that the source answered for", kept=_KEPT)
    )

    retention = Kept(whose="", term=Term(years=3), since=("asked_at",))

    class Meta:
        db_table = "comparisons_slice"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run_id", "after"], name="a_slice_begins_once")
        ]


class Missed(models.Model):
    """Somebody who was asked about in a settled slice, and about whom no answer is believed."""

    pk = models.CompositePrimaryKey("worker_id", "run_id", "ordinal")
    worker_id = models.UUIDField()
    run_id = models.UUIDField()
    ordinal = models.IntegerField()
    why = models.CharField(
        max_length=16,
        choices=[(why.value, why.value) for why in Unanswered],
        db_comment=held(OPEN, "what was wrong with the answer", kept=_KEPT),
    )
    at = models.DateTimeField()

    retention = Kept(term=Term(years=3), since=("at",))

    class Meta:
        db_table = "comparisons_missed"
        indexes: ClassVar = [models.Index(fields=["run_id", "ordinal"], name="missed_of_slice")]
