"""What a page waits on: an unguessable name for "something about this changed"."""

from uuid import UUID

from jiaxin.ground import clock, wake
from jiaxin.ground.crypto.held_keys import purpose_key


def topic_of(kind: str, id_: UUID) -> str:
    """The topic that a page opened now waits on."""
    return wake.topic(purpose_key("topics"), kind, id_, clock.now())


def topics_of(kind: str, id_: UUID) -> tuple[str, str]:
    """The topics to wake: pages of this hour and of the one before."""
    return wake.topics(purpose_key("topics"), kind, id_, clock.now())
