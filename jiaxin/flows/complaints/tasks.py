"""The timer of complaints: whoever had it has had the time for it."""

from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("complaints")


@every("35 16 * * *", queue="complaints")  # in UTC: a little after midnight in Beijing
def keep_the_clocks() -> None:
    """What nobody answered goes on; what is past its day is marked as late."""
    for complaint_id in reads.to_move_on(clock.today()):
        try:
            complaints.move_on(_SYSTEM, complaint_id=complaint_id)
        except NotFound:
            continue  # erased meanwhile
