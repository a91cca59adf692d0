"""What rights announce."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class ExportAsked(Event):
    """A worker asked for a copy of everything held about her."""

    worker_id: UUID
    export_id: UUID


@dataclass(frozen=True, slots=True)
class DeletionAsked(Event):
    """A worker asked to have her record deleted. Nothing of it is used from here on."""

    worker_id: UUID
    deletion_id: UUID


@dataclass(frozen=True, slots=True)
class DeletionDue(Event):
    """The time in which a deletion may be undone is over."""

    worker_id: UUID
    deletion_id: UUID


@dataclass(frozen=True, slots=True)
class PersonErasing(Event):
    """A person is being erased: what holds her phone elsewhere goes in this transaction."""

    person_id: UUID


@dataclass(frozen=True, slots=True)
class ClosingAsked(Event):
    """Kin say that she died, and ask to close her record: should she live, she says so."""

    worker_id: UUID
    closing_id: UUID
