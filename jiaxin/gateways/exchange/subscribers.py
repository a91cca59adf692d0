"""What the exchange does when a message was taken: it works it through."""

from jiaxin.gateways.exchange import errands, pulls
from jiaxin.gateways.exchange.events import MessageTaken, PullAsked
from jiaxin.ground.events import on


@on(MessageTaken, queue="batches", attempts=8)
def work_through(event: MessageTaken) -> None:
    """From where it stands; the rows of an earlier try are not applied again."""
    errands.work(event.inbound_id)


@on(PullAsked, queue="batches", attempts=8)
def lay_a_batch(event: PullAsked) -> None:
    """Into the platform's folder; what an earlier try has laid is not made again."""
    pulls.lay(event.outbound_id)
