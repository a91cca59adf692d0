"""What waits for the face process: authorising a firm by face."""

from collections.abc import Sequence
from uuid import UUID

from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.presence import errands as presence
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


def authorise_by_face(
    actor: Actor,
    /,
    *,
    engagement_id: UUID,
    presence_id: UUID,
    text_version: str,
    language: str,
    frames: Sequence[bytes],
) -> None:
    """Compare her face with her portrait, then let her firm look."""
    with keys_at_hand():
        portrait = identity.portrait_of(actor.person)
    presence.show_face(actor, presence_id=presence_id, portrait=portrait, frames=frames)
    engagements.authorise(
        actor,
        engagement_id=engagement_id,
        presence_id=presence_id,
        text_version=text_version,
        language=language,
    )
