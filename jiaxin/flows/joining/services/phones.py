"""Where a firm is written to: reminders of what is due, and of a change of its owner."""

from datetime import timedelta

from jiaxin.facts.firms import services as firms
from jiaxin.flows.joining.events import FirmPhoneKept
from jiaxin.flows.joining.models import FirmPhone
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.people import read_phone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit

# Each change writes to a number: nobody's phone is to be filled so.
_PER_FIRM = Limit("joining.phone", 5, timedelta(days=1))


@service(Action.FIRM_PHONE_KEEP)
def keep_phone(actor: Actor, /, *, phone: str) -> None:
    """Messages to the firm go there from now on; the number itself is told so."""
    number = read_phone(phone)
    about(actor.acts_for)
    spend(_PER_FIRM, str(actor.acts_for))
    firms.hold(actor, firm=actor.acts_for)
    FirmPhone.objects.filter(firm_id=actor.acts_for).delete()
    row = FirmPhone.objects.create(
        firm_id=actor.acts_for, phone=number, by=actor.person, at=clock.now()
    )
    announce(FirmPhoneKept(firm_id=actor.acts_for, phone_id=row.id))


@service(Action.FIRM_PHONE_KEEP)
def remove_phone(actor: Actor, /) -> None:
    """Nobody is written to any more; the desk says the same things."""
    about(actor.acts_for)
    FirmPhone.objects.filter(firm_id=actor.acts_for).delete()
