"""What engagements announce."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class PhoneInvited(Event):
    """A firm invited whoever has a phone number."""

    firm_id: UUID
    invitation_id: UUID


@dataclass(frozen=True, slots=True)
class Engaged(Event):
    """She works for a firm from now on."""

    worker_id: UUID
    engagement_id: UUID


@dataclass(frozen=True, slots=True)
class EngagementEnded(Event):
    """She works for that firm no longer."""

    worker_id: UUID
    engagement_id: UUID


@dataclass(frozen=True, slots=True)
class AuthorisationAsked(Event):
    """Her firm asks to be let look for thirty days."""

    worker_id: UUID
    engagement_id: UUID
    asking_id: UUID


@dataclass(frozen=True, slots=True)
class ChecksDue(Event):
    """Somebody who works with minors is due for this year's check, or soon will be."""

    firm_id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class AuthorisationEnding(Event):
    """What she gave her firm ends in so many days."""

    worker_id: UUID
    engagement_id: UUID
    consent_id: UUID
    days: int
