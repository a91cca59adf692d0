"""What the module does when a consent is taken back: what was declared under it is erased."""

from jiaxin.facts.epidemic import services as epidemic
from jiaxin.ground.events import on
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.events import ConsentWithdrawn
from jiaxin.trust.consent.rules import Ended, Kind


@on(ConsentWithdrawn, queue="epidemic")
def erase_what_was_declared(event: ConsentWithdrawn) -> None:
    """No read returns it any more; now it goes. What a pause only suspended comes back with it."""
    if event.how is Ended.SUSPENDED:
        return
    taken_back_at = consents.taken_back_at(event.worker_id, Kind.EPIDEMIC)
    if event.kind is Kind.EPIDEMIC and taken_back_at is not None:
        epidemic.erase_taken_back(
            Actor.system("epidemic"), worker=event.worker_id, taken_back_at=taken_back_at
        )
