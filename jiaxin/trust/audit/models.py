"""The trail's tables. Their SQL, with its triggers and functions, stands in the migrations."""

from typing import ClassVar

from django.db import models

from jiaxin.ground.fields import OPEN, PERSONAL, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words
from jiaxin.trust.audit.flag_rules import FlagKind

_KEPT = "5 years"
_FOR_EVER = "for ever"


class Line(models.Model):
    """One act, done or refused."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64, db_comment=held(OPEN, "who, as an id", kept=_KEPT))
    role = models.CharField(max_length=32, db_comment=held(OPEN, "in what capacity", kept=_KEPT))
    action = models.CharField(max_length=64, db_comment=held(OPEN, "what was done", kept=_KEPT))
    subject = models.UUIDField(null=True)
    proof = models.CharField(max_length=96, db_comment=held(OPEN, "by what right", kept=_KEPT))
    outcome = models.CharField(max_length=64, db_comment=held(OPEN, "done or refused", kept=_KEPT))
    digest = models.BinaryField(db_comment=held(OPEN, "commits to the act's details", kept=_KEPT))
    channel = models.CharField(max_length=16, db_comment=held(OPEN, "came in by", kept=_KEPT))
    sign_in = models.UUIDField(null=True)
    origin = models.CharField(
        max_length=64, db_comment=held(OPEN, "keyed digest of the address", kept=_KEPT)
    )
    request_id = models.CharField(
        max_length=64, db_comment=held(OPEN, "of one request", kept=_KEPT)
    )
    mac = models.BinaryField(
        null=True, db_comment=held(OPEN, "shows that the door wrote the line", kept=_KEPT)
    )

    retention = Kept(
        whose="subject",
        term=Term(years=5),
        since=("at",),
        outlives=Words(
            zh="留痕：只有编号、时间和做了什么，没有姓名和证件号，5 年",
            en="The trail: ids, times and acts, no names and no numbers: 5 years",
        ),
        by="jiaxin trail retain",
    )

    class Meta:
        db_table = "audit_line"
        managed = False


class Unsealed(models.Model):
    """A line that has no place in the tree yet: put here by the line's own INSERT."""

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField()
    id = models.UUIDField()

    class Meta:
        db_table = "audit_unsealed"
        managed = False


class Leaf(models.Model):
    """A line's place in the tree, given when it was sealed. It outlives the line."""

    index = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    line = models.UUIDField(unique=True)
    hash = models.BinaryField(db_comment=held(OPEN, "commits to the line", kept=_FOR_EVER))

    class Meta:
        db_table = "audit_leaf"
        managed = False


class Node(models.Model):
    """The hash over 256 neighbours of the level below; leaves are level 0 and not stored here."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(db_comment=held(OPEN, "commits to 256 below it", kept=_FOR_EVER))

    class Meta:
        db_table = "audit_node"
        managed = False


class Checkpoint(models.Model):
    """The tree's size and root at one moment, as a signed note."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField()
    root = models.BinaryField(db_comment=held(OPEN, "commits to the whole tree", kept=_FOR_EVER))
    note = models.TextField(db_comment=held(OPEN, "size and root, signed", kept=_FOR_EVER))
    at = models.DateTimeField()

    class Meta:
        db_table = "audit_checkpoint"
        managed = False


class Flag(models.Model):
    """Something unusual on the trail, for the security administrator to look at."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(
        max_length=24,
        choices=[(kind.value, kind.value) for kind in FlagKind],
        db_comment=held(OPEN, "what is unusual", kept=_KEPT),
    )
    actor = models.CharField(max_length=64, db_comment=held(OPEN, "who, as an id", kept=_KEPT))
    role = models.CharField(max_length=32, db_comment=held(OPEN, "in what capacity", kept=_KEPT))
    sign_in = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.IntegerField()
    day = models.DateField(db_comment=held(OPEN, "one flag a kind, person and day", kept=_KEPT))
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    reason = SealedText(
        owner="nobody", null=True, db_comment=held(PERSONAL, "why it was closed", kept=_KEPT)
    )

    retention = Kept(whose="", term=Term(years=5), since=("raised_at",))

    class Meta:
        db_table = "audit_flag"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "actor", "day"], name="one_flag_a_kind_person_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | (models.Q(closed_by__isnull=False) & models.Q(reason__isnull=False)),
                name="a_closed_flag_has_a_reason",
            ),
        ]

    @property
    def nobody(self) -> None:
        """A reason is the system's: it is about the act, and belongs to no one's record."""
        return
