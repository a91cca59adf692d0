"""What the exchange announces: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class MessageTaken(Event):
    """A message of a party is here in whole, and is to be worked through."""

    inbound_id: UUID


@dataclass(frozen=True, slots=True)
class PullAsked(Event):
    """A platform wishes for a batch of ours in its folder."""

    outbound_id: UUID
