"""What identity announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class CodeIssued(Event):
    """A one-time code waits to be sent."""

    code_id: UUID
