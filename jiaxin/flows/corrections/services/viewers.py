"""The part of whoever had looked: to have read that something was corrected."""

from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections.models import Told
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service


@service(Action.CORRECTION_READ)
def note_read(actor: Actor, /) -> None:
    """The consumer, or somebody at the firm's desk, has read what was told."""
    grounds("corrections-told")
    rows = Told.objects.filter(viewer_id=reads.subject_of(actor), read_at=None)
    rows.update(read_at=clock.now())
