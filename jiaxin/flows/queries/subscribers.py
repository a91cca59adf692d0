"""What queries do when a worker takes a consent back: her open looks are told to look again."""

from jiaxin.flows.queries import reads
from jiaxin.ground import wake
from jiaxin.ground.events import on
from jiaxin.ground.topics import topics_of
from jiaxin.trust.consent.events import ConsentWithdrawn


@on(ConsentWithdrawn, queue="queries")
def blank_open_looks(event: ConsentWithdrawn) -> None:
    """The reads refuse already; this only makes open pages find out at once."""
    for query_id in reads.open_looks_of(event.worker_id):
        wake.wake(*topics_of("query", query_id))
