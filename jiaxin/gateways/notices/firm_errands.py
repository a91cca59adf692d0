"""Messages about her firm: an invitation, a firm that asks, an authorisation that ends."""

from uuid import UUID, uuid5

from jiaxin.flows.engagements import reads as engagements
from jiaxin.gateways.notices import errands, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind


def tell_of_invitation(firm: UUID, invitation: UUID) -> None:
    """To the number that the firm wrote to. The firm's name is public."""
    with keys_at_hand():
        phone = engagements.phone_invited(firm, invitation)
    if phone is not None:
        text = words.invited(engagements.called(firm), errands.page("/worker/firm/"))
        errands.send(Occasion.INVITED, invitation, to=phone, text=text)


def ask_to_authorise(worker: UUID, engagement: UUID, *, asking: UUID) -> None:
    """Nothing is sent to somebody who authorises nothing at all now, or has answered."""
    if Kind.PLATFORM not in consents.in_force(worker):
        return
    firm = engagements.asks_still(worker, engagement)
    if firm is not None:
        text = words.firm_asks(firm, errands.page("/worker/firm/"))
        errands.write_to(worker, Occasion.FIRM_ASKS, asking, text)


def remind_of_authorisation(worker: UUID, engagement: UUID, *, consent: UUID, days: int) -> None:
    """One message for each of the three days of one authorisation."""
    if engagements.ends_still(worker, engagement, consent) is not None:
        text = words.firm_ending(errands.page("/worker/firm/"), days)
        errands.write_to(worker, Occasion.FIRM_ENDING, uuid5(consent, str(days)), text)
