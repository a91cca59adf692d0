"""Questions about messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Delivery, Occasion
from jiaxin.ground import clock
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """A message on its way."""

    id: UUID
    to: str
    text: str


def to_send(message_id: UUID) -> Outgoing | None:
    """The message, unless it was sent already."""
    row = Message.objects.filter(id=message_id, delivery=Delivery.WRITTEN).first()
    return Outgoing(row.id, row.to, row.text) if row else None


def told_among(occasion: Occasion, phones: Sequence[str], within: timedelta) -> frozenset[str]:
    """Which of these phones got a message of this occasion lately, whoever has them."""
    digests = {identity.phone_digest(phone): phone for phone in phones}
    written = Message.objects.filter(
        to_digest__in=list(digests), occasion=occasion, written_at__gt=clock.now() - within
    )
    found = written.values_list("to_digest", flat=True)
    return frozenset(digests[bytes(digest)] for digest in found if digest is not None)
