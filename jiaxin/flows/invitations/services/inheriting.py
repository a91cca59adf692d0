"""A predecessor's rows, taken in as invitations by the act that moves their message's cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.models import Roster
from jiaxin.flows.invitations.roster import Draft
from jiaxin.flows.invitations.rules import states
from jiaxin.flows.invitations.rules.states import Inviter, State
from jiaxin.flows.invitations.services.checking import Good, seal_rows
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step


@dataclass(frozen=True, slots=True, repr=False)
class Inherited:
    """One row of the message: whom it names, and what is said of her."""

    number: int
    draft: Draft


@step
def inherit(actor: Actor, /, *, party: UUID, message: UUID, rows: Sequence[Inherited]) -> int:
    """Seal them under a key of the message's own; how many invite somebody anew."""
    now = clock.now()
    roster, _ = Roster.objects.get_or_create(
        id=message,
        defaults={
            "inviter": Inviter.PLATFORM,
            "inviter_id": party,
            "state": State.OPEN,
            "digest": reads.digest_of(message.bytes),
            "size": 0,
            "came_at": now,
            "until": states.ends_at(now),
            "opened_at": now,
        },
    )
    roster = Roster.objects.select_for_update().get(id=roster.id)
    anew = seal_rows(actor, roster=roster, rows=[Good(one.number, one.draft, ()) for one in rows])
    roster.seen += len(rows)
    roster.good += len(rows)
    roster.opened += anew
    roster.already += len(rows) - anew
    roster.save(update_fields=["seen", "good", "opened", "already"])
    return anew
