"""What is done at its time: the end of what was kept long enough, and deletions that are due."""

from jiaxin.flows.rights import errands
from jiaxin.ground.events import every


@every("17 * * * *", queue="rights")
def erase_what_ended() -> None:
    """Each hour: a code is kept a day, not two."""
    errands.erase_what_ended()


@every("*/10 * * * *", queue="rights")
def finish_deletions() -> None:
    """Every ten minutes, whatever became of the jobs that waited for their time."""
    errands.finish_deletions()
