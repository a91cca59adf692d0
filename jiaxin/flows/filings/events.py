"""What filings announce."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class ChangeWaits(Event):
    """A firm's registration changed, and it has so many days left to file that."""

    firm_id: UUID
    changed_on: date
    days: int
