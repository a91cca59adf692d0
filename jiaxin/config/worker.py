"""The job worker: every queue, the jobs that a killed worker left behind, and the trail's sealer.

It asks the database for work instead of being told: NOTIFY at each job would make commits queue up.
"""

import asyncio
import logging

import django
from procrastinate import App
from procrastinate.exceptions import ProcrastinateException

from jiaxin.config import refusals, unfinished

log = logging.getLogger(__name__)

POLL_SECONDS = 0.2
HEARTBEAT_SECONDS = 2.0
# A worker that was silent for so long is dead, and another takes its jobs over.
DEAD_AFTER_SECONDS = 8
TOGETHER = 4


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


async def work(jobs: App) -> None:
    """Work until SIGTERM; jobs at hand are finished first."""
    async with jobs.open_async():
        adopting = asyncio.create_task(adopt_orphans(jobs))
        try:
            await jobs.run_worker_async(
                name="jobs",
                concurrency=TOGETHER,
                listen_notify=False,
                fetch_job_polling_interval=POLL_SECONDS,
                abort_job_polling_interval=5.0,
                shutdown_graceful_timeout=20.0,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                delete_jobs="successful",
            )
        finally:
            adopting.cancel()


def main() -> None:
    """The process."""
    refusals.refuse_unfit()
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
