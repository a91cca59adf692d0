"""What enrolment announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class ComparisonWanted(Event):
    """A worker confirmed her details: the police source is to be asked."""

    worker_id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class PersonProven(Event):
    """A worker's identity was proven, and she has a certificate."""

    worker_id: UUID
