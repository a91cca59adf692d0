"""The timers of placements: what is past its time, and certificates that time put out of force."""

from uuid import UUID

from jiaxin.flows.placements import reads
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.services.keeping import AT_ONCE
from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("placements")


# In UTC: a quarter to one, and ten to nine in the morning, in Beijing.
@every("45 16 * * *", queue="placements")
def settle_what_is_past() -> None:
    """The reads have said so since the moment itself."""
    while placements.settle_past(_SYSTEM) == AT_ONCE:
        pass


@every("50 0 * * *", queue="placements")
def tell_of_what_time_ended() -> None:
    """An authorisation that was not renewed announces nothing: it is looked for."""
    after = UUID(int=0)
    while workers := reads.to_tell(after, AT_ONCE):
        for worker in workers:
            placements.tell_of_certificate(_SYSTEM, worker=worker)
        after = workers[-1]
