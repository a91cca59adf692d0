"""What joining announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class FirmPhoneKept(Event):
    """Messages to a firm go to another number from now on."""

    firm_id: UUID
    phone_id: UUID


@dataclass(frozen=True, slots=True)
class ReplacementAsked(Event):
    """Somebody who was proven as the representative asks to own a firm's desk."""

    firm_id: UUID
    replacement_id: UUID


@dataclass(frozen=True, slots=True)
class OwnerReplaced(Event):
    """A firm's desk has another owner."""

    firm_id: UUID
    replacement_id: UUID
