"""What queries announce."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class QueryAsked(Event):
    """Somebody asked to see a record."""

    worker_id: UUID
    query_id: UUID


@dataclass(frozen=True, slots=True)
class ApprovedFromAfar(Event):
    """She approved what was asked by a share link; the one who asked may be elsewhere by now."""

    worker_id: UUID
    query_id: UUID


@dataclass(frozen=True, slots=True)
class QueryWaits(Event):
    """Hours later: what was asked from afar may still wait for her answer."""

    worker_id: UUID
    query_id: UUID
    turn: int
