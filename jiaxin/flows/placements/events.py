"""What placements announce: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class PlacementPutToWorker(Event):
    """A family, or her firm, says that she serves a family; her yes is awaited."""

    worker_id: UUID
    placement_id: UUID


@dataclass(frozen=True, slots=True)
class PlacementPutToFamily(Event):
    """She said yes; the family's is awaited."""

    worker_id: UUID
    placement_id: UUID


@dataclass(frozen=True, slots=True)
class PlacementConfirmed(Event):
    """Both sides have said yes."""

    worker_id: UUID
    placement_id: UUID


@dataclass(frozen=True, slots=True)
class PlacementEnded(Event):
    """It is over."""

    worker_id: UUID
    placement_id: UUID


@dataclass(frozen=True, slots=True)
class CertificateOut(Event):
    """While she serves a family her certificate is out of force: the family is told, no more."""

    worker_id: UUID
    placement_id: UUID
    told_id: UUID
