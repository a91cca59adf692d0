"""Messages, sealed."""

from typing import ClassVar

from django.db import models

from jiaxin.gateways.notices.rules import Delivery
from jiaxin.ground.fields import OPEN, PERSONAL, SealedText, held
from jiaxin.ground.ids import new_id
from jiaxin.ground.retention import Kept, Term

_KEPT = "30 days"


class Message(models.Model):
    """One message to one phone. A phone may belong to nobody yet: the system's key seals it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    # An `Occasion`. Not listed as choices: a new one is no change of the table.
    occasion = models.CharField(
        max_length=16,
        db_comment=held(OPEN, "why it is sent", kept=_KEPT),
    )
    about = models.UUIDField()
    to = SealedText(owner="nobody", db_comment=held(PERSONAL, "the phone", kept=_KEPT))
    to_digest = models.BinaryField(
        null=True, db_comment=held(OPEN, "keyed digest, to find a phone's messages", kept=_KEPT)
    )
    text = SealedText(owner="nobody", db_comment=held(PERSONAL, "what it says", kept=_KEPT))
    delivery = models.CharField(
        max_length=16,
        choices=[(delivery.value, delivery.value) for delivery in Delivery],
        db_comment=held(OPEN, "how far it got", kept=_KEPT),
    )
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    retention = Kept(whose="", term=Term(days=30), since=("written_at",))

    class Meta:
        db_table = "notices_message"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "about"], name="one_message_an_occasion")
        ]
