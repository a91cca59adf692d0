"""Where a firm is written to, and changes of its owner. Of the claimant nothing but a digest."""

from typing import ClassVar

from django.db import models

from jiaxin.flows.joining.rules import Outcome
from jiaxin.ground.fields import OPEN, PERSONAL, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term
from jiaxin.ground.words import Words


class FirmPhone(models.Model):
    """The number that messages to a firm go to: its own choice, shown to nobody else."""

    # Another number is another row, so that a message can tell whether it is still the one.
    id = models.UUIDField(primary_key=True, default=new_id)
    firm_id = models.UUIDField(unique=True)
    phone = SealedText(
        owner="firm_id",
        db_comment=held(PERSONAL, "where the firm is written to", kept="with its row"),
    )
    by = models.UUIDField()
    at = models.DateTimeField()

    retention = Kept(
        whose="firm_id",
        outlives=Words(
            zh="企业自己留的联系手机，改掉或删除就没有了",
            en="The number a firm left for messages, until it changes or removes it",
        ),
    )

    class Meta:
        db_table = "joining_firm_phone"


class Replacement(models.Model):
    """Somebody who was proven as the representative asks to own the desk in place of another."""

    pk = models.CompositePrimaryKey("firm_id", "id")
    firm_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    claim = models.BinaryField(
        db_comment=held(OPEN, "keyed digest of the claim code and its claimant", kept="3 years")
    )
    outcome = models.CharField(
        max_length=16,
        choices=[(one.value, one.value) for one in Outcome],
        db_comment=held(OPEN, "how it stands or ended", kept="3 years"),
    )
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField()
    until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(years=3), since=("asked_at",))

    class Meta:
        db_table = "joining_replacement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm_id"],
                condition=models.Q(settled_at=None),
                name="one_open_replacement_a_firm",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.WAITING, settled_at=None)
                | (~models.Q(outcome=Outcome.WAITING) & models.Q(settled_at__isnull=False)),
                name="a_settled_replacement_has_its_time",
            ),
        ]
