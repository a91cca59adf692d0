"""What workers ask a firm to confirm, as its desk lists it; and hers, as her page says it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.flows.engagements.models import Claim
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor

_MOST = 200


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """One entry that its worker asks the firm about: her name, and what she wrote. No more."""

    id: UUID
    name: str
    content: dict[str, Any]
    asked_at: datetime
    until: datetime


def waiting(viewer: Actor, /) -> list[Asked]:
    """What waits for the viewer's firm, the oldest first."""
    rows = list(
        Claim.objects.filter(
            firm_id=viewer.acts_for, answered_at=None, until__gt=clock.now()
        ).order_by("asked_at")[:_MOST]
    )
    with held_keys.keys_at_hand():
        held_keys.fetch([row.worker_id for row in rows])
        said = [(row, opened(row, "said", None)) for row in rows]
    return [
        Asked(row.id, what["name"], what["content"], row.asked_at, row.until)
        for row, what in said
        if what
    ]


def asked_of_mine(viewer: Actor, /) -> dict[UUID, datetime]:
    """The lines of her own that wait for a firm's word, and since when."""
    rows = Claim.objects.filter(worker_id=viewer.person, answered_at=None, until__gt=clock.now())
    return {row.line: row.asked_at for row in rows}
