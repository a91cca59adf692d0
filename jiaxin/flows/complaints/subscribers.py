"""What complaints do when a person is erased."""

from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.rights.events import PersonErasing
from jiaxin.ground.events import within
from jiaxin.trust.access.actor import Actor


@within(PersonErasing)
def close_what_waits(event: PersonErasing) -> None:
    """In the same transaction: what she complained of, unless it may be a crime."""
    complaints.forget_person(Actor.system("complaints"), person=event.person_id)
