"""Timers: what has outlived its time is erased every few minutes."""

from procrastinate.contrib.django import app as jobs

from jiaxin.facts.epidemic import reads, services
from jiaxin.trust.access.actor import Actor


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(name="jiaxin.facts.epidemic.tasks.erase", queue="epidemic", queueing_lock="epidemic")
def erase(timestamp: int) -> None:
    """Erase until nothing is past its time. Nothing to erase leaves no line."""
    while reads.anything_past():
        if not services.erase_past(Actor.system("epidemic")):
            return  # another worker holds the rest
