"""Timers: drop folders are looked into, and what a crash left half done is taken up."""

from procrastinate.contrib.django import app as jobs

from jiaxin.gateways.exchange import errands, folders, pulls, spool
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.ground import clock
from jiaxin.ground.events import QUEUES

QUEUE = "batches"
QUEUES.add(QUEUE)


@jobs.periodic(cron="* * * * * */10")
@jobs.task(name="jiaxin.gateways.exchange.tasks.watch", queue=QUEUE, queueing_lock="exchange.watch")
def watch(timestamp: int) -> None:
    """Every ten seconds: is there anything in a party's folder?"""
    try:
        folders.watch()
    except KeysUnusable:
        return  # nothing is exchanged here yet


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(
    name="jiaxin.gateways.exchange.tasks.resume", queue=QUEUE, queueing_lock="exchange.resume"
)
def resume(timestamp: int) -> None:
    """Every five minutes: whatever was taken and is not done goes on where it stands."""
    errands.resume()
    pulls.resume()
    spool.sweep(clock.now())


@jobs.periodic(cron="17 * * * *")
@jobs.task(
    name="jiaxin.gateways.exchange.tasks.replay", queue=QUEUE, queueing_lock="exchange.replay"
)
def replay(timestamp: int) -> None:
    """Every hour: rows that wait for what comes later, such as a penalty's end for its penalty."""
    errands.replay_ours()
