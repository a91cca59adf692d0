"""What certificates announce."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """A certificate was revoked, or put back into use: pages that show it look again."""

    worker_id: UUID
