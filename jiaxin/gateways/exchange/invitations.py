"""Rows of a predecessor's records become sealed invitations: nobody is looked for.

Neither the receipt nor anything kept could say whom they found, since they found nobody.
"""

from collections.abc import Sequence

from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.roster import Draft
from jiaxin.flows.invitations.services.inheriting import Inherited
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.takers import From, Numbered, Taken
from jiaxin.trust.access.actor import Actor


def take(actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]) -> Taken:
    """Seal these rows, as one act."""
    found = [
        Inherited(
            one.number,
            Draft(
                name=one.row["name"],
                number=one.row["number"],
                phone="",
                facts=tuple(adapter.content(one.row).items()),
                source=sender.source,
            ),
        )
        for one in rows
    ]
    anew = invitations.inherit(actor, party=sender.party_id, message=sender.inbound, rows=found)
    return Taken(applied=anew)
