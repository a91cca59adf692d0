"""The verbs of notices: write a message, note that it was sent."""

from uuid import UUID

from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Delivery, Occasion
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import service, step
from jiaxin.trust.identity import reads as identity


@service(Action.MESSAGE_WRITE)
def write(actor: Actor, /, *, occasion: Occasion, about_id: UUID, to: str, text: str) -> UUID:
    """Write the message of this occasion, once."""
    known = Message.objects.filter(occasion=occasion, about=about_id).first()
    if known is not None:
        return known.id
    row = Message.objects.create(
        occasion=occasion,
        about=about_id,
        to=to,
        to_digest=identity.phone_digest(to),
        text=text,
        delivery=Delivery.WRITTEN,
        written_at=clock.now(),
    )
    return row.id


@service(Action.MESSAGE_SETTLE)
def note_sent(actor: Actor, /, *, message_id: UUID) -> None:
    """The provider took it."""
    Message.objects.filter(id=message_id, delivery=Delivery.WRITTEN).update(
        delivery=Delivery.SENT, sent_at=clock.now()
    )


@step
def forget(actor: Actor, /, *, person: UUID) -> None:
    """Her record, or her account, is being erased: so are the messages to her phone."""
    digest = identity.contact_digest(person)
    if digest is not None:
        Message.objects.filter(to_digest=digest).delete()
