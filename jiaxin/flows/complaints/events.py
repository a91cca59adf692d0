"""What complaints announce: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.placements.rules import Side
from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class ComplaintMoved(Event):
    """One of its sides has something to read."""

    side: Side
    party_id: UUID
    complaint_id: UUID
    move_id: UUID
