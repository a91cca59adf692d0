"""What waits for the face process: approving by face."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from jiaxin.facts.records.rules import Section
from jiaxin.flows.presence import errands as presence
from jiaxin.flows.queries import services as queries
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


def approve_by_face(
    actor: Actor,
    /,
    *,
    query_id: UUID,
    presence_id: UUID,
    sections: Iterable[Section],
    frames: Sequence[bytes],
) -> None:
    """Compare her face with her portrait, then approve."""
    with keys_at_hand():
        portrait = identity.portrait_of(actor.person)
    presence.show_face(actor, presence_id=presence_id, portrait=portrait, frames=frames)
    queries.approve(actor, query_id=query_id, presence_id=presence_id, sections=sections)
