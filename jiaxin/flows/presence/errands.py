"""What waits for the face process: pictures go there and nowhere else, with no transaction open."""

from collections.abc import Sequence
from uuid import UUID

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import FaceBusy, NoPortrait
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.ports import FaceProvider, ProviderDown


class _Joined:
    faces: FaceProvider | None = None


def join(faces: FaceProvider) -> None:
    """Which face provider this deployment uses."""
    _Joined.faces = faces


def show_face(
    actor: Actor, /, *, presence_id: UUID, portrait: bytes | None, frames: Sequence[bytes]
) -> None:
    """Compare a burst with the portrait and settle the check; a refusal says what was wrong."""
    if portrait is None:
        raise NoPortrait
    task = presence.take_face(actor, presence_id=presence_id)
    if _Joined.faces is None:
        raise FaceBusy
    try:
        answer = _Joined.faces.compare(portrait=portrait, frames=frames, turn=task.turn)
    except ProviderDown as down:
        raise FaceBusy from down
    presence.settle_face(actor, presence_id=presence_id, answer=answer)


def show_face_for_device(actor: Actor, /, *, presence_id: UUID, frames: Sequence[bytes]) -> None:
    """Compare with the portrait of a proven worker; another way may then be made."""
    with keys_at_hand():
        portrait = identity.portrait_of(actor.person)
    show_face(actor, presence_id=presence_id, portrait=portrait, frames=frames)
