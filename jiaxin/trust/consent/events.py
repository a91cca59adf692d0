"""What consent announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event
from jiaxin.trust.consent.rules import Ended, Kind


@dataclass(frozen=True, slots=True)
class ConsentGranted(Event):
    """A worker agreed to something, for the first time or again."""

    worker_id: UUID
    consent_id: UUID
    kind: Kind


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """A worker took a consent back. What stands on it is closed by the reads themselves."""

    worker_id: UUID
    consent_id: UUID
    kind: Kind
    how: Ended = Ended.WITHDRAWN
