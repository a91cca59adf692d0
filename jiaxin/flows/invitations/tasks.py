"""Timers: what a crash left half done is taken up; what is over is erased."""

from jiaxin.flows.invitations import errands
from jiaxin.ground.events import every


@every("*/5 * * * *", queue="rosters")
def resume() -> None:
    """Every five minutes."""
    errands.resume()


@every("7 * * * *", queue="rosters")
def end_past() -> None:
    """Each hour. It opens no more from the second that it ended; now it goes."""
    errands.end_past()
