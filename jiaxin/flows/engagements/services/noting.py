"""By what right a firm looks at one of its workers, and the look as her page shows it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.models import Staff, StaffLook
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind


@step
def allowed(actor: Actor, /, *, worker: UUID, kinds: frozenset[Kind]) -> ConsentProof:
    """Her authorisation to the viewer's firm, with those of these consents that hold."""
    try:
        return consent.prove_to_firm(actor, worker=worker, firm=actor.acts_for, kinds=kinds)
    except NoConsentInForce as none:
        raise NotAuthorised from none


@step
def note(
    actor: Actor, /, *, place: Staff, look_id: UUID, until: datetime, shown: dict[str, Any]
) -> None:
    """One more look: who, until when it is open, and what was shown."""
    now = clock.now()
    StaffLook.objects.create(
        id=look_id,
        worker_id=place.worker_id,
        engagement_id=place.engagement_id,
        firm_id=actor.acts_for,
        viewer_id=actor.person,
        sign_in=actor.sign_in,
        at=now,
        last_at=now,
        until=until,
        loads=1,
        shown=shown,
    )


@step
def note_again(
    actor: Actor, /, *, look: StaffLook, shown: dict[str, Any], facts: Collection[str]
) -> None:
    """The same look once more. After a change it shows more versions: all seen are kept."""
    look.shown = shown | {"facts": sorted({*look.shown["facts"], *facts})}
    look.last_at, look.loads = clock.now(), look.loads + 1
    look.save(update_fields=["shown", "last_at", "loads"])
