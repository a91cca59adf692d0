"""Questions about a firm's entry: where it is written to, and whether its owner is to change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.flows.joining import rules
from jiaxin.flows.joining.models import FirmPhone, Replacement
from jiaxin.flows.joining.rules import Outcome
from jiaxin.ground import clock
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor


def own_phone(viewer: Actor, /) -> str:
    """The number that the viewer's firm chose; empty where it chose none."""
    return phone_of(viewer.acts_for)


def phone_of(firm: UUID) -> str:
    """For a message: where this firm is written to."""
    row = FirmPhone.objects.filter(firm_id=firm).first()
    found: str = opened(row, "phone", "") if row else ""
    return found


def is_still(firm: UUID, phone_id: UUID) -> bool:
    """Whether the number was not changed again meanwhile."""
    return FirmPhone.objects.filter(firm_id=firm, id=phone_id).exists()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change of owner that may still be objected to."""

    id: UUID
    asked_at: datetime
    ready_at: datetime


def waiting(viewer: Actor, /) -> Waiting | None:
    """Whether somebody asks to own the desk of the viewer's firm."""
    row = Replacement.objects.filter(firm_id=viewer.acts_for, settled_at=None).first()
    if row is None or _stands(row) is not Outcome.WAITING:
        return None
    return Waiting(row.id, row.asked_at, row.ready_at)


def waits_still(firm: UUID, replacement: UUID) -> datetime | None:
    """For a message: from when the change may be done, while it waits."""
    row = Replacement.objects.filter(firm_id=firm, id=replacement).first()
    return row.ready_at if row and _stands(row) is Outcome.WAITING else None


def _stands(row: Replacement) -> Outcome:
    return rules.stands(Outcome(row.outcome), row.until, clock.now())
