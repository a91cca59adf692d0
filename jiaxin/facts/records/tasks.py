"""The timer of what runs out: each morning, whoever has a month, a week or a day left is told."""

from uuid import UUID

from procrastinate.contrib.django import app as jobs

from jiaxin.facts.records import reads, services
from jiaxin.ground import clock
from jiaxin.ground.events import QUEUES
from jiaxin.trust.access.actor import Actor

QUEUE = "records"
QUEUES.add(QUEUE)
AT_ONCE = 1000


@jobs.periodic(cron="0 1 * * *")  # nine in the morning in China
@jobs.task(
    name="jiaxin.facts.records.tasks.tell_what_ends", queue=QUEUE, queueing_lock="records.endings"
)
def tell_what_ends(timestamp: int) -> None:
    """Worker by worker, in slices. Told twice is told once: a message is written once."""
    today, after = clock.today(), UUID(int=0)
    while found := reads.ending(today, after, AT_ONCE):
        services.announce_endings(Actor.system("records"), found=found)
        after = found[-1].worker
