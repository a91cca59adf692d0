"""What registers announces: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class BreachTelling(Event):
    """Those whom a breach concerns are to be told: the next page of them."""

    breach_id: UUID


@dataclass(frozen=True, slots=True)
class BreachConcerns(Event):
    """A breach concerns this worker."""

    worker_id: UUID
    breach_id: UUID
