"""What the exchange does when a message was taken: it works it through."""

from jiaxin.gateways.exchange import errands
from jiaxin.gateways.exchange.events import MessageTaken
from jiaxin.ground.events import on


@on(MessageTaken, queue="exchange", attempts=8)
def work_through(event: MessageTaken) -> None:
    """From where it stands; the rows of an earlier try are not applied again."""
    errands.work(event.inbound_id)
