"""Questions about messages."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Delivery


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
