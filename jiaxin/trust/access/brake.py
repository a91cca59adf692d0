"""The brake at the door: no act, whatever it is, is open to more tries than a person could make.

Each act has limits of its own where guessing or sending costs somebody something. These hold beside
them, on every door, so that none is without: by person, by device, by address for whoever is nobody
yet, and by channel for what costs money. They are counted before the act begins, in PostgreSQL, so
that every process gives the same answer.
"""

from datetime import timedelta

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.limits import Limit, Spent
from jiaxin.trust.access.roles import Role

_A_MINUTE = timedelta(minutes=1)
PERSON = Limit("act.person", 1200, _A_MINUTE)
# A sign-in is one device: the same person on two has both.
DEVICE = Limit("act.device", 900, _A_MINUTE)
# A carrier puts hundreds of phones behind one address.
ADDRESS = Limit("act.address", 3000, _A_MINUTE)
CHANNEL = {Action.CODE_REQUEST: Limit("code.channel", 60_000, timedelta(hours=1))}
# The system itself, and registered systems, which have a limit each in their registration.
FREE = frozenset({Role.SYSTEM, Role.PARTY})


def counts_of(actor: Actor, action: Action) -> list[Spent]:
    """What this try counts against."""
    if actor.role in FREE:
        return []
    found = []
    if actor.id is not None:
        found.append(Spent(PERSON, str(actor.id)))
    if actor.sign_in is not None:
        found.append(Spent(DEVICE, str(actor.sign_in)))
    if actor.id is None and actor.origin:
        found.append(Spent(ADDRESS, actor.origin))
    if action in CHANNEL:
        found.append(Spent(CHANNEL[action], actor.channel.value))
    return found
