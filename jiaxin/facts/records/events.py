"""What the record announces: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class FactArrived(Event):
    """A new version of a fact was admitted."""

    worker_id: UUID
    fact_id: UUID


@dataclass(frozen=True, slots=True)
class FactAnswered(Event):
    """A side confirmed, rejected or withdrew a version."""

    worker_id: UUID
    fact_id: UUID


@dataclass(frozen=True, slots=True)
class FactEnding(Event):
    """An examination or a policy has so many days left."""

    worker_id: UUID
    fact_id: UUID
    days: int


@dataclass(frozen=True, slots=True)
class BackgroundAnswered(Event):
    """A source answered about her background: the same as before, or something else."""

    worker_id: UUID
