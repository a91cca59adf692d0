"""What placements do when a certificate or an engagement ends."""

from jiaxin.flows.certificates.events import StandingChanged
from jiaxin.flows.placements import services as placements
from jiaxin.ground.events import on
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.events import ConsentGranted, ConsentWithdrawn
from jiaxin.trust.consent.rules import Kind

_SYSTEM = Actor.system("placements")


@on(ConsentWithdrawn, queue="placements", attempts=8)
def tell_families_of_a_withdrawal(event: ConsentWithdrawn) -> None:
    """The page says so already; this tells who has no page open."""
    if event.kind is Kind.PLATFORM:
        placements.tell_of_certificate(_SYSTEM, worker=event.worker_id)


@on(ConsentGranted, queue="placements", attempts=8)
def note_that_it_is_in_force_again(event: ConsentGranted) -> None:
    """So that its next end is told too."""
    if event.kind is Kind.PLATFORM:
        placements.tell_of_certificate(_SYSTEM, worker=event.worker_id)


@on(StandingChanged, queue="placements", attempts=8)
def tell_families_of_a_standing(event: StandingChanged) -> None:
    """Revoked, or put back into use."""
    placements.tell_of_certificate(_SYSTEM, worker=event.worker_id)
