"""What corrections do when one is filed: its source is asked."""

from jiaxin.flows.corrections import errands
from jiaxin.flows.corrections.events import CorrectionFiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import on


@on(CorrectionFiled, queue="exchange")
def ask_the_source(event: CorrectionFiled) -> None:
    """At once; a source that is down is asked again, and every morning."""
    try:
        errands.forward(event.subject_id, event.correction_id)
    except NotFound:
        return  # the record was deleted meanwhile
