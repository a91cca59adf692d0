"""Messages to the phones in a firm's list: the same words to each, whoever has it.

Nobody is looked for: a phone that belongs to somebody here gets what any other gets.
"""

from datetime import timedelta
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.invitations import reads as invitations
from jiaxin.gateways.notices import errands, reads, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand

_A_CHUNK = 200
# However many firms have a phone in their lists, it is not written to again so soon.
_AT_MOST_ONCE_IN = timedelta(days=7)


def tell_all(roster: UUID) -> None:
    """Write to each phone of an import. Done again, none is written to twice."""
    firm = firms.named(invitations.inviter_of(roster)).name
    text = words.on_a_roster(f"{errands.home()}/worker/", firm)
    after = 0
    while chunk := _next(roster, after):
        phones = {one.phone for one in chunk if one.phone}
        told = reads.told_among(Occasion.ROSTER, sorted(phones), _AT_MOST_ONCE_IN)
        for one in chunk:
            if one.phone and one.phone not in told:
                errands.send(Occasion.ROSTER, one.id, to=one.phone, text=text)
                told |= {one.phone}
        after = chunk[-1].at_row


def _next(roster: UUID, after: int) -> list[invitations.ToTell]:
    with keys_at_hand():
        return invitations.to_tell(roster, after=after, most=_A_CHUNK)
