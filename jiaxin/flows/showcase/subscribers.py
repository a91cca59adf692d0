"""What showcase does in the act that gives or ends a consent: the card is there, or it is gone."""

from jiaxin.flows.showcase import services as showcase
from jiaxin.ground.events import within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.events import ConsentGranted, ConsentWithdrawn
from jiaxin.trust.consent.rules import Kind

_STANDS_ON = frozenset({Kind.PLATFORM, Kind.SHOWCASE})


@within(ConsentGranted)
def put_up(event: ConsentGranted) -> None:
    """Agreed to, or agreed to for longer."""
    if event.kind in _STANDS_ON:
        showcase.follow(Actor.system("showcase"), worker=event.worker_id)


@within(ConsentWithdrawn)
def take_down(event: ConsentWithdrawn) -> None:
    """Not a moment later, and whatever is committed, the search has it not."""
    if event.kind in _STANDS_ON:
        showcase.follow(Actor.system("showcase"), worker=event.worker_id)
