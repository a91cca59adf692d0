"""What the record does when a worker agrees: it asks the source at once."""

from jiaxin.facts.records import errands
from jiaxin.ground.events import on
from jiaxin.trust.consent.events import ConsentGranted
from jiaxin.trust.consent.rules import Kind


@on(ConsentGranted, queue="exchange")
def check_what_was_agreed(event: ConsentGranted) -> None:
    """Agreed or renewed: the background is checked now, not tomorrow."""
    if event.kind is Kind.BACKGROUND:
        errands.check_background(event.worker_id)
