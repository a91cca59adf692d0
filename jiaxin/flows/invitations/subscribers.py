"""What invitations do when there is work on an import, and when a person is being erased."""

from jiaxin.flows.invitations import errands
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.events import RosterWaits
from jiaxin.flows.rights.events import PersonErasing
from jiaxin.ground.events import on, within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


@on(RosterWaits, queue="rosters", attempts=8)
def work_through(event: RosterWaits) -> None:
    """From where it stands; rows of an earlier try are not taken again."""
    errands.work(event.roster_id)


@within(PersonErasing)
def forget_what_waits(event: PersonErasing) -> None:
    """While her number is still known: afterwards nothing finds it."""
    if identity.is_proven(event.person_id):
        invitations.forget(Actor.system("invitations"), worker=event.person_id)
