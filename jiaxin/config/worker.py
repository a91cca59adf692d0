"""The job worker: every queue, the jobs that a killed worker left behind, and the trail's sealer.

The queues run in lanes, each with hands of its own: departments that do not answer hold up
questions to departments, a roster of a million rows other long work, and neither a message.
It asks the database for work instead of being told: NOTIFY at each job would make commits queue up.
"""

import asyncio
import logging
import os
import signal
import traceback
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import django
from procrastinate import App, JobContext
from procrastinate.exceptions import ProcrastinateException
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker as ProcrastinateWorker

from jiaxin.config import refusals, unfinished

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2.0
# A worker that was silent for so long is dead, and another takes its jobs over.
DEAD_AFTER_SECONDS = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """So many jobs at once, of these queues; without queues, of all that no other lane names."""

    name: str
    together: int
    poll_seconds: float
    queues: frozenset[str] = frozenset()


LANES = (
    Lane("at-once", together=4, poll_seconds=0.2),
    # A department has ten seconds to answer, and whoever enrols waits for it.
    Lane("departments", together=4, poll_seconds=0.2, queues=frozenset({"exchange"})),
    Lane(
        "long",
        together=2,
        poll_seconds=1.0,
        queues=frozenset({"batches", "comparisons", "invited", "records", "rosters"}),
    ),
)
TOGETHER = sum(lane.together for lane in LANES)


def queues_of(lane: Lane, known: Collection[str]) -> list[str]:
    """Which of the known queues a lane works through: each queue is in exactly one."""
    if lane.queues:
        return sorted(lane.queues)
    return sorted(set(known).difference(*(other.queues for other in LANES)))


async def adopt_orphans(jobs: App) -> None:
    """Give jobs of dead workers back to the queue, again and again. They bear running twice."""
    while True:
        try:
            for job in await jobs.job_manager.get_stalled_jobs(
                seconds_since_heartbeat=DEAD_AFTER_SECONDS
            ):
                await jobs.job_manager.retry_job(job)
        except ProcrastinateException as problem:
            log.warning("orphaned jobs not looked for: %s", type(problem).__name__)
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def say_what_failed(
    job: AsyncCallNext, context: JobContext, worker: ProcrastinateWorker
) -> object:
    """A line for every try that failed: the kind and the place, never the words or the person."""
    try:
        return await job()
    except Exception as problem:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        log.warning(
            "%s, try %d: %s in %s:%s",
            *(context.job.task_name, context.job.attempts + 1, type(problem).__name__),
            *(Path(place.filename).name, place.lineno),
        )
        raise


async def run(lane: Lane, jobs: App) -> None:
    """Work through a lane's queues until cancelled; jobs at hand are finished first."""
    known = {task.queue for task in jobs.tasks.values()}
    await jobs.run_worker_async(
        name=lane.name,
        queues=queues_of(lane, known),
        concurrency=lane.together,
        listen_notify=False,
        install_signal_handlers=False,
        fetch_job_polling_interval=lane.poll_seconds,
        abort_job_polling_interval=5.0,
        shutdown_graceful_timeout=20.0,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=DEAD_AFTER_SECONDS,
        delete_jobs="successful",
        worker_middleware=[say_what_failed],
    )


async def work(jobs: App) -> None:
    """Work until told to end. A lane that fails ends the others, and so the process."""
    loop = asyncio.get_running_loop()
    # A thread a job: the loop's own pool counts the machine's cores.
    loop.set_default_executor(ThreadPoolExecutor(TOGETHER, thread_name_prefix="job"))
    async with jobs.open_async(), asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(lane, jobs)) for lane in LANES]
        tasks.append(group.create_task(adopt_orphans(jobs)))

        def end() -> None:
            for told in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(told)  # told once more, it ends at once
            for task in tasks:
                task.cancel()

        for told in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(told, end)


def main() -> None:
    """The process."""
    refusals.refuse_unfit()
    # Every job, the sealer and this thread may ask at the same time.
    os.environ.setdefault("JIAXIN_DB_POOL", str(TOGETHER + 2))
    django.setup()
    unfinished.refuse()
    from procrastinate.contrib.django import app  # noqa: PLC0415 — it reads the settings

    from jiaxin.trust.audit import sealer  # noqa: PLC0415 — it needs the loaded models

    with (
        sealer.running(),
        app.replace_connector(app.connector.get_worker_connector()) as jobs,  # type: ignore[attr-defined]  # Django's connector has it
    ):
        asyncio.run(work(jobs))


if __name__ == "__main__":
    main()
