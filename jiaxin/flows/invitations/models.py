"""Imports, the rows that they could not take, and sealed invitations. None of them is a record.

All that an import brings is sealed under a key of the import's own, which is destroyed when its
thirty days are over. Nothing here points at a worker: an invitation is found by a keyed digest of
the number that it names, by her who has proven that number to be hers.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaxin.flows.invitations.rules.states import Answer, Inviter, State
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
from jiaxin.ground.retention import Kept, Term

_KEPT = "30 days"


class Roster(models.Model):
    """One import: a firm's file, or a predecessor's message. Its counts stay, its rows do not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    inviter = models.CharField(
        max_length=16,
        choices=[(one.value, one.value) for one in Inviter],
        db_comment=held(OPEN, "who invites"),
    )
    inviter_id = models.UUIDField()
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in State],
        db_comment=held(OPEN, "where it stands"),
    )
    file_name = SealedText(
        owner="id", null=True, db_comment=held(PERSONAL, "so that the firm knows it", kept=_KEPT)
    )
    file_key = SealedBytes(
        owner="id", null=True, db_comment=held(PERSONAL, "opens the file", kept=_KEPT)
    )
    headings = SealedJSON(
        owner="id",
        null=True,
        db_comment=held(PERSONAL, "its first row, in case that is a person", kept=_KEPT),
    )
    digest = models.BinaryField(db_comment=held(OPEN, "keyed digest: the same file again"))
    size = models.BigIntegerField()
    head_row = models.IntegerField(null=True)
    columns = models.JSONField(
        null=True, db_comment=held(OPEN, "which column holds what, by number")
    )
    cursor = models.IntegerField(db_default=0)
    seen = models.IntegerField(db_default=0)
    good = models.IntegerField(db_default=0)
    unfit = models.IntegerField(db_default=0)
    notes = models.JSONField(
        default=dict, db_comment=held(OPEN, "how often what was read otherwise than written")
    )
    opened_to = models.IntegerField(db_default=0)
    opened = models.IntegerField(db_default=0)
    already = models.IntegerField(db_default=0)
    tells = models.BooleanField(db_default=False)
    stopped_for = models.CharField(
        max_length=40, db_default="", db_comment=held(OPEN, "code of the refusal")
    )
    uploaded_by = models.UUIDField(null=True)
    came_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    retention = Kept(
        whose="id",
        term=Term(days=30),
        since=("came_at",),
        clears={"file_name": None, "file_key": None, "headings": None},
    )

    class Meta:
        db_table = "invitations_roster"
        indexes: ClassVar = [
            models.Index(fields=["inviter_id", "-came_at"], name="rosters_of_a_firm")
        ]


class UnfitRow(models.Model):
    """A row that could not be taken, as it came, for the firm to mend."""

    pk = models.CompositePrimaryKey("roster_id", "at_row")
    roster_id = models.UUIDField()
    at_row = models.IntegerField()
    id = models.UUIDField(default=new_id)
    cells = SealedJSON(
        owner="roster_id", db_comment=held(SENSITIVE, "the row as it came", kept=_KEPT)
    )
    faults = models.JSONField(db_comment=held(OPEN, "columns and codes, no content", kept=_KEPT))
    at = models.DateTimeField()

    retention = Kept(whose="roster_id", term=Term(days=30), since=("at",))

    class Meta:
        db_table = "invitations_unfit_row"


class SealedInvitation(models.Model):
    """One person is invited. Whether anybody is known by the number is nowhere said.

    An answered one stays empty until its time ends, so that the same row again invites nobody anew.
    """

    pk = models.CompositePrimaryKey("match", "id")
    match = models.BinaryField(
        db_comment=held(OPEN, "keyed digest of the number, found by its owner alone", kept=_KEPT)
    )
    id = models.UUIDField(default=new_id)
    roster_id = models.UUIDField()
    inviter = models.CharField(
        max_length=16,
        choices=[(one.value, one.value) for one in Inviter],
        db_comment=held(OPEN, "who invites", kept=_KEPT),
    )
    inviter_id = models.UUIDField()
    at_row = models.IntegerField()
    content = SealedJSON(
        owner="roster_id",
        null=True,
        db_comment=held(SENSITIVE, "whom it names, and facts that wait for her", kept=_KEPT),
    )
    answer = models.CharField(
        max_length=16,
        choices=[(answer.value, answer.value) for answer in Answer],
        db_comment=held(OPEN, "what she said; a firm reads the yes alone", kept=_KEPT),
    )
    came_at = models.DateTimeField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    retention = Kept(whose="roster_id", term=Term(days=30), since=("came_at",))

    class Meta:
        db_table = "invitations_invitation"
        indexes: ClassVar = [
            models.Index(fields=["roster_id", "at_row"], name="invitations_of_a_roster")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "roster_id"], name="a_person_once_a_roster"),
            models.UniqueConstraint(
                fields=["match", "inviter_id"],
                condition=Q(opened_at__isnull=False),
                name="one_open_invitation_an_inviter",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING) | Q(content__isnull=True),
                name="what_was_answered_holds_nothing",
            ),
        ]
