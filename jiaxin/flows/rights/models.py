"""Copies that workers asked for, and the seals by which anybody can check one."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.rights.rules import ClosingState, DeletionState, ExportState, FileKind
from jiaxin.ground.fields import OPEN, PERSONAL, SENSITIVE, SealedBytes, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_FILES = "1 day"


class Export(models.Model):
    """One copy of everything held about one worker. Its files wait a day for her."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in ExportState],
        db_comment=held(OPEN, "where it stands"),
    )
    language = models.CharField(max_length=8, db_comment=held(OPEN, "of the PDF"))
    sign_in = models.UUIDField(null=True)
    way = models.CharField(max_length=16, db_comment=held(OPEN, "how she showed it was she"))
    json = SealedBytes(null=True, db_comment=held(SENSITIVE, "her copy, as JSON", kept=_FILES))
    pdf = SealedBytes(null=True, db_comment=held(SENSITIVE, "her copy, as PDF", kept=_FILES))
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    retention = Kept(
        term=Term(days=1), since=("asked_at", "made_at"), clears={"json": None, "pdf": None}
    )

    class Meta:
        db_table = "rights_export"


class ExportSeal(models.Model):
    """That this deployment made a file with this digest, signed. It names nobody."""

    digest = models.BinaryField(
        primary_key=True, db_comment=held(OPEN, "SHA-256 of the file", kept="5 years")
    )
    export_id = models.UUIDField(db_index=True)
    kind = models.CharField(
        max_length=8,
        choices=[(kind.value, kind.value) for kind in FileKind],
        db_comment=held(OPEN, "which form", kept="5 years"),
    )
    made_at = models.DateTimeField()
    signature = models.BinaryField(db_comment=held(OPEN, "by the deployment's key", kept="5 years"))

    retention = Kept(whose="", term=Term(years=5), since=("made_at",))

    class Meta:
        db_table = "rights_export_seal"


class Pause(models.Model):
    """She froze her record: which consents were suspended with it, and when it was lifted."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    suspended = models.JSONField(db_comment=held(OPEN, "ids of the consents it suspended"))
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rights_pause"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"],
                condition=models.Q(ended_at=None),
                name="one_pause_at_a_time",
            )
        ]


class Deletion(models.Model):
    """A deletion that a worker asked for, and what became of it."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in DeletionState],
        db_comment=held(OPEN, "where it stands", kept="3 years"),
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    retention = Kept(
        term=Term(years=3),
        since=("asked_at",),
        outlives=Words(
            zh="删除本身的凭证：编号和时间，3 年",
            en="That the deletion was done, by id and time: 3 years",
        ),
    )

    class Meta:
        db_table = "rights_deletion"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"],
                condition=models.Q(state=DeletionState.ASKED),
                name="one_deletion_at_a_time",
            )
        ]


class Closing(models.Model):
    """Kin ask to close the record of a worker who died: who took it in, what showed it, the end.

    Its evidence outlives her key, since it answers for what was done: the system's key seals it.
    """

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    region = models.CharField(
        max_length=6, db_comment=held(OPEN, "whose officers decide", kept="3 years")
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in ClosingState],
        db_comment=held(OPEN, "where it stands", kept="3 years"),
    )
    kin = SealedText(
        owner="nobody", db_comment=held(PERSONAL, "who asks, and how related", kept="3 years")
    )
    evidence = SealedText(
        owner="nobody", db_comment=held(PERSONAL, "what shows it, by number", kept="3 years")
    )
    # Empty until it is decided; not null, since a deletion empties what may be.
    why = SealedText(
        owner="nobody",
        db_comment=held(PERSONAL, "why it was done or refused", kept="3 years"),
    )
    filed_by = models.UUIDField()
    decided_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    retention = Kept(
        term=Term(years=3),
        since=("asked_at",),
        outlives=Words(
            zh="亲属申请关闭记录的凭证：谁申请、依据、谁决定，3 年",
            en="That kin asked to close a record: who, on what evidence, who decided: 3 years",
        ),
    )

    class Meta:
        db_table = "rights_closing"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"],
                condition=models.Q(state=ClosingState.ASKED),
                name="one_closing_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("filed_by")),
                name="whoever_took_it_in_does_not_decide",
            ),
        ]
