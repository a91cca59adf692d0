"""What invitations announce."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class RosterWaits(Event):
    """There is work to do on an import."""

    roster_id: UUID


@dataclass(frozen=True, slots=True)
class InvitationsOpened(Event):
    """An import was opened whose people are to be told by message."""

    roster_id: UUID
