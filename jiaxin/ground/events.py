"""Domain events, carried by jobs that commit or roll back with the service that announced them.

An event is past tense, frozen, and carries ids only: the job table is not encrypted.
Delivery is at least once, so a subscriber's service must bear being opened twice.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, get_type_hints
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs
from procrastinate.tasks import Task


class Event:
    """The base of all events."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One listener: its job, its queue, and whose order it keeps."""

    name: str
    queue: str
    job: Task[Any, Any, Any]


SUBSCRIBERS: dict[type[Event], list[Subscriber]] = defaultdict(list)
WITHIN: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)
QUEUES: set[str] = set()


def on[E: Event](
    event_type: type[E], *, queue: str, attempts: int = 8
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Listen: after the announcing service has committed, in a job of its own."""

    def register(run: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{run.__module__}.{run.__name__}"

        def work(event: dict[str, Any]) -> None:
            run(revive(event_type, event))

        retry = RetryStrategy(max_attempts=attempts, exponential_wait=2)
        job = jobs.task(name=name, queue=queue, retry=retry)(work)
        QUEUES.add(queue)
        SUBSCRIBERS[event_type].append(Subscriber(name, queue, job))
        return run

    return register


def every(cron: str, *, queue: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run at these times (in UTC), once whoever works; a run that is still on is not joined."""

    def register(run: Callable[[], None]) -> Callable[[], None]:
        name = f"{run.__module__}.{run.__name__}"

        def work(timestamp: int) -> None:
            run()

        job = jobs.task(name=name, queue=queue, queueing_lock=name, lock=name)(work)
        jobs.periodic(cron=cron)(job)
        QUEUES.add(queue)
        return run

    return register


def within[E: Event](
    event_type: type[E],
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Listen inside the announcing transaction: for stored copies only, ids only, no I/O."""

    def register(run: Callable[[E], None]) -> Callable[[E], None]:
        WITHIN[event_type].append(run)
        return run

    return register


def announce(event: Event, *, after: timedelta = timedelta(0)) -> None:
    """Put one job a subscriber into this transaction; `after` makes them wait."""
    for step in WITHIN[type(event)]:
        step(event)
    for subscriber in SUBSCRIBERS[type(event)]:
        schedule: Any = {"schedule_in": {"seconds": after.total_seconds()}} if after else {}
        # A job that waits must not hold up the person's other jobs, so it takes no lock.
        lock = None if after else _lock(subscriber, event)
        subscriber.job.configure(lock=lock, **schedule).defer(event=laid_down(event))


def announce_all(events: Sequence[Event]) -> None:
    """Put the jobs of many events of one type into this transaction, in one statement."""
    if not events:
        return
    kind = type(events[0])
    for event in events:
        for step in WITHIN[kind]:
            step(event)
    for subscriber in SUBSCRIBERS[kind]:
        waiting = [
            subscriber.job.configure(lock=_lock(subscriber, event)).make_new_job(
                event=laid_down(event)
            )
            for event in events
        ]
        jobs.job_manager.batch_defer_jobs(jobs=waiting)


def _lock(subscriber: Subscriber, event: Event) -> str | None:
    """One person's events in order, queue by queue: a source that is down stops no message."""
    worker = getattr(event, "worker_id", None)
    return f"{subscriber.queue}/{worker}" if worker else None


def laid_down(event: Event) -> dict[str, Any]:
    """The event as plain JSON values."""
    return {
        field.name: _plain(getattr(event, field.name))
        for field in fields(event)  # type: ignore[arg-type]  # every Event is a dataclass
    }


def revive[E: Event](event_type: type[E], laid: dict[str, Any]) -> E:
    hints = get_type_hints(event_type)
    return event_type(**{name: _lively(hints[name], value) for name, value in laid.items()})


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def _lively(hint: Any, value: Any) -> Any:
    kind = getattr(hint, "__supertype__", hint)  # a NewType stands for its type
    if kind is UUID or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return value
