"""A firm's desk: a filed firm with its owner and an operator, both signed in.

`browser_of(a_desk().owner)` is a browser in which the owner is signed in.
"""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actor import Actor
from tests import makers_firms, makers_staff


@dataclass(frozen=True)
class Desk:
    """A firm and who signs in for it."""

    firm: UUID
    code: CreditCode
    owner: Actor
    operator: Actor


def a_desk(number: int = 1, /, **changed: str) -> Desk:
    """A firm whose filing was accepted, and its people. Another number is another firm."""
    return desk_of(makers_firms.a_filed_firm(number, **changed))


def desk_of(code: CreditCode) -> Desk:
    """The people of a firm that some source spoke of."""
    firm = firms.id_of(code)
    owner = makers_staff.a_firm_owner(firm=firm)
    return Desk(firm, code, owner, makers_staff.a_firm_operator(firm=firm))
