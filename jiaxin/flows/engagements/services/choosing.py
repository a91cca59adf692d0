"""Whom a firm may recommend to a family: her light, examination and skills, at a glance."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Colour, ExamClass, Light, Section, Standing
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.engagements import reads, rules
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.models import Staff, StaffLook
from jiaxin.flows.engagements.services.noting import allowed, note, note_again
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service
from jiaxin.trust.consent.rules import Kind

_SEEN = frozenset({Section.EXAM, Section.SKILL})
# Turned over again within so long by the same sign-in, it is one look on her page.
_ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, repr=False)
class Glance:
    """What a firm sees of one of its workers when it chooses whom to recommend."""

    engagement: UUID
    light: Light
    exam: ExamClass | None
    skills: tuple[Trade, ...]

    def suits(self, wanted: rules.Wanted) -> bool:
        """Whether she is such a worker as the family wants."""
        return rules.suits(wanted, colour=self.light.colour, exam=self.exam, skills=self.skills)


@service(Action.STAFF_LOOK)
def glance(actor: Actor, /, *, engagement_id: UUID, by: str) -> Glance:
    """Under her authorisation to the firm, and on her page like any other look."""
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id)
    if certificates.standing_of(place.worker_id) is not Standing.VALID:
        raise NotAuthorised
    proof = allowed(actor, worker=place.worker_id, kinds=frozenset({Kind.HEALTH}))
    known, lit = records.shown_and_lit(proof, _SEEN, clock.today())
    light = certificates.light_by(place.worker_id, lit)
    look_id = _note(actor, place, by, light.colour, known)
    about(
        place.worker_id,
        proof=f"staff-look:{look_id}",
        engagement=engagement_id,
        firm=actor.acts_for,
        consents=proof.consents,
        facts=[fact.id for fact in known],
    )
    look_again(*topics_of("worker", place.worker_id))
    return Glance(
        engagement=engagement_id,
        light=light,
        exam=records.exam_class_of(known, clock.today()) if Kind.HEALTH in proof.kinds else None,
        skills=tuple(sorted({fact.said.trade for fact in known if fact.kind == kinds.SKILL})),
    )


def _note(actor: Actor, place: Staff, by: str, colour: Colour, known: list[Known]) -> UUID:
    """The look as her page shows it; it is over as soon as it is done."""
    now = clock.now()
    seen = {str(fact.id) for fact in known}
    open_one = (
        StaffLook.objects.select_for_update()
        .filter(
            worker_id=place.worker_id,
            engagement_id=place.engagement_id,
            viewer_id=actor.person,
            sign_in=actor.sign_in,
            at__gt=now - _ONE_LOOK,
        )
        .order_by("-at")
        .first()
    )
    if open_one is not None:
        note_again(actor, look=open_one, shown=open_one.shown, facts=seen)
        return open_one.id
    look_id = new_id()
    shown = {"by": by, "light": colour.value, "facts": sorted(seen)}
    note(actor, place=place, look_id=look_id, until=now, shown=shown)
    return look_id
