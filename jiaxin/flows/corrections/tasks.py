"""Timers: the clocks of every correction, and a reminder to the sources."""

from jiaxin.flows.corrections import errands, reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("corrections")


# In UTC: a little after midnight, and at half past eight, in Beijing.
@every("20 16 * * *", queue="exchange")
def keep_the_clocks() -> None:
    """What is past its day goes on to an officer, or is marked as late."""
    for correction_id in reads.to_move_on(clock.today()):
        try:
            corrections.move_on(_SYSTEM, correction_id=correction_id)
        except NotFound:
            continue  # deleted meanwhile


@every("30 0 * * *", queue="exchange")
def remind_the_sources() -> None:
    """Each morning, until they have answered."""
    errands.ask_again()
