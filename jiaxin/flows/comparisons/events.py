"""What the daily comparison announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class AnswerChanged(Event):
    """The source says something else about her than before."""

    worker_id: UUID
    fact_id: UUID
