"""What the vetting desk announces. Never an answer: a job is a row that anyone may read."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class VettingOpened(Event):
    """Persons are going to look at an answer about her, or again on appeal; she is to be heard."""

    worker_id: UUID
    case_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True)
class HearingEnding(Event):
    """Her time to answer is nearly over. Announced at the opening, for later."""

    worker_id: UUID
    case_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True)
class VettingEnded(Event):
    """A case was decided, or closed because there is nothing left to decide."""

    worker_id: UUID
    case_id: UUID
    ending_id: UUID


@dataclass(frozen=True, slots=True)
class FindingAges(Event):
    """What persons found is nearly a year old. Announced at the decision, for later."""

    worker_id: UUID
    case_id: UUID
