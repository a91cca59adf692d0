"""What queries announce."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class QueryAsked(Event):
    """Somebody asked to see a record."""

    worker_id: UUID
    query_id: UUID
