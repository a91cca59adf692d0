"""A firm looks at one of its workers: her engagement and her authorisation decide in one act."""

from uuid import UUID

from jiaxin.facts.records.rules import Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.engagements import reads, reports, rules
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.models import Staff, StaffLook
from jiaxin.flows.engagements.reports import StaffRecord
from jiaxin.flows.engagements.services.noting import allowed, note, note_again
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service
from jiaxin.trust.consent.rules import Kind

# What she agreed to have looked at besides, each by a consent of its own.
_BESIDES = frozenset({Kind.BACKGROUND, Kind.HEALTH, Kind.EPIDEMIC})


@service(Action.STAFF_LOOK)
def look(actor: Actor, /, *, engagement_id: UUID, by: str) -> StaffRecord:
    """Look at one's own worker's record, for ten minutes; `by` is how the viewer is marked.

    Another firm's worker is refused as one whom nobody knows.
    """
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id)
    if certificates.standing_of(place.worker_id) is not Standing.VALID:
        raise NotAuthorised
    proof = allowed(actor, worker=place.worker_id, kinds=_BESIDES)
    now = clock.now()
    open_one = _still_open(actor, place.worker_id, engagement_id)
    until = min(open_one.until if open_one else now + rules.LOOK_LASTS, proof.until)
    look_id = open_one.id if open_one else new_id()
    record = reports.assemble(proof, look_id=look_id, viewer=by, until=until)
    _note(actor, place, record, open_one)
    about(
        place.worker_id,
        proof=f"staff-look:{look_id}",
        engagement=engagement_id,
        firm=actor.acts_for,
        consents=proof.consents,
        facts=record.fact_ids,
    )
    look_again(*topics_of("worker", place.worker_id))
    return record


def _still_open(actor: Actor, worker: UUID, engagement_id: UUID) -> StaffLook | None:
    """A reload within the ten minutes, by the same sign-in, is the same look."""
    rows = StaffLook.objects.select_for_update().filter(
        worker_id=worker,
        engagement_id=engagement_id,
        viewer_id=actor.person,
        sign_in=actor.sign_in,
        until__gt=clock.now(),
    )
    return rows.order_by("-at").first()


def _note(actor: Actor, place: Staff, record: StaffRecord, open_one: StaffLook | None) -> None:
    facts = sorted({str(fact) for fact in record.fact_ids})
    shown = {"by": record.viewer, "light": record.light.colour.value, "facts": facts}
    if open_one is None:
        note(actor, place=place, look_id=record.look_id, until=record.ends_at, shown=shown)
    else:
        note_again(actor, look=open_one, shown=shown, facts=facts)
