"""At a counter or by telephone: an officer complains for somebody who asked, and is named for it.

Whom the officer helps, and for how long, is as with corrections: one counter, one way.
"""

from uuid import UUID

from jiaxin.flows.complaints.rules import Helped
from jiaxin.flows.complaints.services.filing import Charge, Filed, put_in
from jiaxin.flows.corrections.rules import Means
from jiaxin.flows.corrections.services import helping
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.placements.reads import Confirmed
from jiaxin.flows.placements.rules import Side
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("complaints")


@service(Action.COMPLAINT_HELP)
def begin_for_worker(
    actor: Actor, /, *, name: str, number: str, means: Means, agreed_by: str
) -> UUID:
    """A worker asks for it, and shows who she is."""
    worker = helping.find_worker(actor, name=name, number=number, means=means)
    return helping.give(
        actor, whose=Helped.WORKER, subject=worker, means=means, agreed_by=agreed_by
    )


@service(Action.COMPLAINT_HELP)
def begin_for_family(actor: Actor, /, *, phone: str, means: Means, agreed_by: str) -> UUID:
    """A family asks for it: by the phone of its account, where it hears of it at once."""
    helping.begin_to_look(actor, means=means)
    family = identity.consumer_by_phone(_SYSTEM, phone=phone)
    if family is None:
        helping.find_nobody(actor)
    return helping.give(
        actor, whose=Helped.FAMILY, subject=family, means=means, agreed_by=agreed_by
    )


@service(Action.COMPLAINT_HELP)
def services_to_name(actor: Actor, /, *, help_id: UUID) -> list[Confirmed]:
    """Her services, so that the one she means is found: what and when, and nobody's name."""
    helped = helping.given(actor, help_id=help_id, to=Helped)
    about(helped.subject_id, proof=f"help:{help_id}")
    return placements.stood_of(Side(helped.about), helped.subject_id)


@service(Action.COMPLAINT_HELP)
def service_to_name(actor: Actor, /, *, help_id: UUID, placement_id: UUID) -> Confirmed:
    """The one of them that was named."""
    helped = helping.given(actor, help_id=help_id, to=Helped)
    about(helped.subject_id, proof=f"help:{help_id}")
    return placements.one_stood_of(Side(helped.about), helped.subject_id, placement_id)


@service(Action.COMPLAINT_HELP)
def file_for(actor: Actor, /, *, help_id: UUID, placement_id: UUID, charge: Charge) -> UUID:
    """File it in her name: the helper, and what shows that she asked, stand with it for good."""
    helped = helping.given(actor, help_id=help_id, to=Helped)
    about(helped.subject_id, help=help_id, placement=placement_id)
    served = placements.one_stood_of(Side(helped.about), helped.subject_id, placement_id)
    how = Filed(
        by=helped.subject_id,
        means=Means(helped.means),
        helper=actor.person,
        agreed_by=helped.agreed_by,
    )
    return put_in(actor, served=served, charge=charge, filed=how)
