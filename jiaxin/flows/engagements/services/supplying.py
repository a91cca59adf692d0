"""A firm supplies what it knows of its worker; what needs her yes waits for it."""

from typing import Any
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as facts
from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import Admitted, NewFact
from jiaxin.flows.engagements import reads, rules
from jiaxin.flows.engagements.errors import NotSupplied
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service

SUPPLIES = (kinds.EMPLOYMENT, kinds.TRAINING, kinds.INSURANCE)


@service(Action.STAFF_SUPPLY)
def supply(actor: Actor, /, *, engagement_id: UUID, kind: str, content: dict[str, Any]) -> Admitted:
    """One fact about one's own worker, under the consents that she has in force."""
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id, kind=kind)
    if kind not in SUPPLIES:
        raise NotSupplied(kind=kind[:40])
    return facts.receive(
        actor,
        fact=NewFact(
            worker=place.worker_id,
            kind=kind,
            content=content,
            source=rules.source_of(firms.named(actor.acts_for).code),
            came=Came.SUPPLIED,
            checked_at=clock.now(),
            evidence=str(new_id()),
        ),
    )
