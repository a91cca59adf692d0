"""The timer of the daily comparison: it begins the night's run, and goes on with a broken one."""

from django.conf import settings
from procrastinate.contrib.django import app as jobs

from jiaxin.flows.comparisons import errands, reads, rules
from jiaxin.flows.comparisons.errors import AlreadyRunning, NoSource
from jiaxin.ground import clock
from jiaxin.ground.events import QUEUES

QUEUE = "comparisons"
QUEUES.add(QUEUE)


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(
    name="jiaxin.flows.comparisons.tasks.compare_nightly",
    queue=QUEUE,
    queueing_lock="comparisons.nightly",
)
def compare_nightly(timestamp: int) -> None:
    """Every few minutes: is a run due, or one left unfinished? Whoever runs already goes on."""
    due = rules.run_is_due(clock.now(), settings.COMPARE_AT, clock.SHANGHAI, reads.last_start())
    if not due and not reads.is_under_way():
        return
    try:
        errands.run()
    except (AlreadyRunning, NoSource):
        return
