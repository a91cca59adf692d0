"""Messages to a firm, at the number that its owner chose: what is due, and who owns its desk."""

from datetime import date
from uuid import UUID, uuid5

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.filings import changes
from jiaxin.flows.joining import reads as joining
from jiaxin.gateways.notices import errands, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand

_DESK = "/firm/"


def say_where_it_goes(firm: UUID, phone_id: UUID) -> None:
    """To the new number itself: should it be a stranger's, she can say so."""
    if joining.is_still(firm, phone_id):
        text = words.firm_phone(firms.named(firm).name, errands.page(_DESK))
        write_to(firm, Occasion.FIRM_PHONE, phone_id, text)


def remind_of_change(firm: UUID, changed_on: date, days: int) -> None:
    """Unless it is filed meanwhile; one message for each of the three days of one change."""
    if changes.waits_still(firm, changed_on):
        text = words.firm_change(errands.page("/firm/filings/"), days)
        write_to(firm, Occasion.FIRM_CHANGE, uuid5(firm, f"{changed_on}/{days}"), text)


def remind_of_checks(firm: UUID, day: date) -> None:
    """One message a firm and day; of whom, the desk says."""
    text = words.firm_checks(errands.page("/firm/staff/minors/"))
    write_to(firm, Occasion.FIRM_CHECKS, uuid5(firm, f"checks/{day}"), text)


def tell_that_another_asks(firm: UUID, replacement: UUID) -> None:
    """While there is time to object."""
    ready_at = joining.waits_still(firm, replacement)
    if ready_at is not None:
        text = words.owner_asked(errands.page(_DESK), until=ready_at)
        write_to(firm, Occasion.OWNER_ASKED, replacement, text)


def tell_of_the_new_owner(firm: UUID, replacement: UUID) -> None:
    """Done, and whom to turn to if it should not have been."""
    write_to(firm, Occasion.OWNER_NEW, replacement, words.owner_new(errands.page(_DESK)))


def write_to(firm: UUID, occasion: Occasion, about_id: UUID, text: str) -> None:
    """Nothing goes to a firm that left no number: its desk says the same."""
    with keys_at_hand():
        phone = joining.phone_of(firm)
    if phone:
        errands.send(occasion, about_id, to=phone, text=text)
