"""Firms, the facts about them version by version, and the table that the search reads."""

from typing import ClassVar

from django.db import models

from jiaxin.facts.firms.columns import NEVER, DaySpans, Numbers
from jiaxin.facts.firms.rules.facts import FirmCame, FirmFactKind
from jiaxin.ground.fields import OPEN, SENSITIVE, SealedJSON, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept
from jiaxin.ground.words import Words

_KEPT = "with the firm's record"


class Firm(models.Model):
    """A firm that some source spoke of, known by its credit code."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(
        max_length=18, unique=True, db_comment=held(OPEN, "unified social credit code", kept=_KEPT)
    )
    known_since = models.DateTimeField()

    class Meta:
        db_table = "firms_firm"


class FirmFact(models.Model):
    """One version of one fact about a firm. The highest version of a line is the fact now."""

    pk = models.CompositePrimaryKey("firm_id", "id")
    firm_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    line = models.UUIDField()
    version = models.IntegerField()
    kind = models.CharField(
        max_length=16,
        choices=[(kind.value, kind.value) for kind in FirmFactKind],
        db_comment=held(OPEN, "what it is about", kept=_KEPT),
    )
    content = models.JSONField(
        db_comment=held(OPEN, "what the source said; public by law", kept=_KEPT)
    )
    private = SealedJSON(
        owner="firm_id",
        null=True,
        db_comment=held(SENSITIVE, "documents and numbers of persons; never shown", kept=_KEPT),
    )
    source = models.CharField(max_length=32, db_comment=held(OPEN, "who says so", kept=_KEPT))
    came = models.CharField(
        max_length=16,
        choices=[(came.value, came.value) for came in FirmCame],
        db_comment=held(OPEN, "how it came", kept=_KEPT),
    )
    evidence = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message or filing it came in", kept=_KEPT)
    )
    basis = models.CharField(
        max_length=64, db_comment=held(OPEN, "its place in the catalogue", kept=_KEPT)
    )
    confirmed_by = models.CharField(
        max_length=32,
        default="",
        db_comment=held(OPEN, "the department that approved it, by its region", kept=_KEPT),
    )
    checked_at = models.DateTimeField()
    admitted_at = models.DateTimeField()
    # When the source last said the same: no version is written for "still so".
    seen_at = models.DateTimeField()
    seen_in = models.CharField(
        max_length=64, db_comment=held(OPEN, "the message that said the same", kept=_KEPT)
    )
    disputed_at = models.DateTimeField(null=True)

    # The key that seals `private` is the firm's own.
    retention = Kept(
        whose="firm_id",
        outlives=Words(
            zh="企业的公开记录，依法公示和留存，不属于个人记录",
            en="A firm's public record, kept and published by law; no person's record",
        ),
    )

    class Meta:
        db_table = "firms_fact"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm_id", "line", "version"], name="a_firm_version_once_a_line"
            )
        ]


class SearchRow(models.Model):
    """What one firm is found by, and what stands in its line of results. Made from its facts.

    Written in the transaction that changes a fact. What depends on the day is kept as spans of
    days, so that time alone makes it right.
    """

    firm_id = models.UUIDField(primary_key=True)
    code = models.CharField(
        max_length=18, unique=True, db_comment=held(OPEN, "unified social credit code", kept=_KEPT)
    )
    name = models.CharField(max_length=200, db_comment=held(OPEN, "the firm's name", kept=_KEPT))
    brand = models.CharField(max_length=100, db_comment=held(OPEN, "its brand", kept=_KEPT))
    region = models.CharField(max_length=6, db_comment=held(OPEN, "where it is", kept=_KEPT))
    kind = models.CharField(max_length=16, db_comment=held(OPEN, "type of firm", kept=_KEPT))
    status = models.CharField(max_length=16, db_comment=held(OPEN, "registration", kept=_KEPT))
    filed = models.BooleanField()
    plain = models.TextField(db_comment=held(OPEN, "its names, tidied", kept=_KEPT))
    sounds = models.TextField(db_comment=held(OPEN, "its names in pinyin", kept=_KEPT))
    initials = models.TextField(db_comment=held(OPEN, "initials of the pinyin", kept=_KEPT))
    tokens = Numbers()
    place = models.IntegerField()
    penalised = DaySpans(default=NEVER)
    red = DaySpans(default=NEVER)
    black = DaySpans(default=NEVER)

    class Meta:
        db_table = "firms_search"
        indexes: ClassVar = [
            *(
                models.Index(
                    fields=["place", "firm_id"],
                    name=f"firms_search_{which}",
                    condition=~models.Q(**{which: NEVER}),
                )
                for which in ("penalised", "red", "black")
            ),
        ]
