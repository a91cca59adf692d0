"""Certificates, what finds one by its number, short codes on show, share links, printed cards."""

from typing import ClassVar

from django.db import models

from jiaxin.facts.records.rules import Standing
from jiaxin.ground.fields import OPEN, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words

_VOID = Words(
    zh="证书编号：别人扫到旧证书时只看到“失效”，5 年",
    en="The certificate's number, so that an old one reads as void: 5 years",
)


class Certificate(models.Model):
    """A worker's one certificate. Whether it is valid now is decided by time, in the read."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    number = models.CharField(max_length=12, db_comment=held(OPEN, "its lifetime number"))
    standing = models.CharField(
        max_length=16,
        choices=[(standing.value, standing.value) for standing in Standing],
        db_comment=held(OPEN, "what was decided about it"),
    )
    issued_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=5), since=("ended_at",), outlives=_VOID)

    class Meta:
        db_table = "certificates_certificate"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker_id"], name="one_certificate_a_worker")
        ]


class CertificateNumber(models.Model):
    """Whose certificate a number is: unique over everyone."""

    number = models.CharField(
        max_length=12, primary_key=True, db_comment=held(OPEN, "the lifetime number")
    )
    worker_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(years=5), since=("ended_at",), outlives=_VOID)

    class Meta:
        db_table = "certificates_number"


class ShortCode(models.Model):
    """A short code on show, under its keyed hash, until its second window ends."""

    digest = models.BinaryField(primary_key=True, db_comment=held(OPEN, "keyed hash of the code"))
    worker_id = models.UUIDField()
    until = models.DateTimeField(db_index=True)

    retention = Kept(term=Term(days=1), since=("until",))

    class Meta:
        db_table = "certificates_short_code"


class ShareLink(models.Model):
    """A link she sends to a family before they meet. It holds no data, only leads to asking."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(days=30), since=("until",))

    class Meta:
        db_table = "certificates_share_link"


class ShareLinkPlace(models.Model):
    """Whose share link an id is: who opens it knows nobody's id."""

    link_id = models.UUIDField(primary_key=True)
    worker_id = models.UUIDField()
    until = models.DateTimeField(db_index=True)

    retention = Kept(term=Term(days=30), since=("until",))

    class Meta:
        db_table = "certificates_share_link_place"


class PrintedCard(models.Model):
    """A card of paper in her pocket: it names her certificate, and leads to asking her."""

    pk = models.CompositePrimaryKey("worker_id", "id")
    worker_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    shows_name = models.BooleanField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(days=30), since=("revoked_at",))

    class Meta:
        db_table = "certificates_printed_card"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"],
                condition=models.Q(revoked_at=None),
                name="one_card_in_use_a_worker",
            )
        ]


class PrintedCardPlace(models.Model):
    """Whose printed card an id is: who scans it knows nobody's id."""

    card_id = models.UUIDField(primary_key=True)
    worker_id = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)

    retention = Kept(term=Term(days=30), since=("revoked_at",))

    class Meta:
        db_table = "certificates_printed_card_place"
