"""An event becomes one job a listener, with its service or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from jiaxin.ground import events
from jiaxin.ground.events import Event, announce, every, laid_down, on, revive, within
from jiaxin.ground.ids import WorkerId, new_id


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class SomethingHappened(Event):
    """Made up for these tests."""

    worker_id: WorkerId
    colour: Colour
    at: datetime
    day: date
    attempt: int


@dataclass(frozen=True, slots=True)
class NobodysEvent(Event):
    """About no worker."""

    thing_id: UUID


heard: list[Event] = []


@pytest.fixture
def listeners(db: None) -> Iterator[None]:
    known = set(app.tasks)
    with connection.cursor() as cursor:
        # Jobs of tests with real transactions stay behind: their table is not Django's to empty.
        cursor.execute("DELETE FROM procrastinate_jobs")

    @on(SomethingHappened, queue="tests")
    def hear(event: SomethingHappened) -> None:
        heard.append(event)

    @on(SomethingHappened, queue="elsewhere", attempts=2)
    def hear_too(event: SomethingHappened) -> None:
        heard.append(event)

    @on(NobodysEvent, queue="tests")
    def hear_nobody(event: NobodysEvent) -> None:
        heard.append(event)

    yield
    heard.clear()
    for kind in (SomethingHappened, NobodysEvent):
        events.SUBSCRIBERS.pop(kind, None)
        events.WITHIN.pop(kind, None)
    events.QUEUES.difference_update({"tests", "elsewhere"})
    for name in set(app.tasks) - known:
        del app.tasks[name]


def an_event() -> SomethingHappened:
    return SomethingHappened(
        WorkerId(new_id()), Colour.RED, datetime(2026, 11, 23, 4, tzinfo=UTC), date(2026, 2, 28), 3
    )


def test_an_event_comes_back_from_plain_values_as_it_was() -> None:
    event = an_event()
    laid = laid_down(event)

    assert all(isinstance(value, str | int) for value in laid.values())
    assert revive(SomethingHappened, laid) == event


@pytest.mark.django_db
def test_each_listener_gets_a_job_in_its_queue(listeners: None) -> None:
    event = an_event()

    announce(event)

    jobs = ProcrastinateJob.objects.order_by("id")
    assert [job.queue_name for job in jobs] == ["tests", "elsewhere"]
    assert [job.args for job in jobs] == [{"event": laid_down(event)}] * 2


@pytest.mark.django_db
def test_a_persons_events_keep_their_order_within_a_queue(listeners: None) -> None:
    event = an_event()

    announce(event)
    announce(NobodysEvent(new_id()))

    locks = ProcrastinateJob.objects.order_by("id").values_list("lock", flat=True)
    assert list(locks) == [f"tests/{event.worker_id}", f"elsewhere/{event.worker_id}", None]


@pytest.mark.django_db
def test_a_job_that_waits_holds_nobody_up(listeners: None) -> None:
    announce(an_event(), after=timedelta(seconds=3))

    for job in ProcrastinateJob.objects.all():
        assert job.lock is None
        assert job.scheduled_at is not None


@transaction.atomic
def announce_and_crash() -> None:
    announce(an_event())
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_job_and_a_committed_one_always(listeners: None) -> None:
    with pytest.raises(ZeroDivisionError):
        announce_and_crash()
    assert ProcrastinateJob.objects.count() == 0

    with transaction.atomic():
        announce(an_event())
    assert ProcrastinateJob.objects.count() == 2


@pytest.mark.django_db
def test_a_stored_copy_is_kept_inside_the_announcing_transaction(listeners: None) -> None:
    seen: list[bool] = []
    within(SomethingHappened)(lambda event: seen.append(connection.in_atomic_block))

    announce(an_event())

    assert seen == [True]


@pytest.mark.django_db
def test_the_job_hands_the_listener_the_event(listeners: None) -> None:
    event = an_event()

    events.SUBSCRIBERS[SomethingHappened][0].job.func(event=laid_down(event))

    assert heard == [event]


@pytest.mark.django_db
def test_a_new_job_notifies_nobody_inside_the_transaction() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = 'procrastinate_jobs'::regclass AND NOT t.tgisinternal"
            " AND t.tgenabled <> 'D' AND p.prosrc ILIKE '%notify%'"
        )
        found = [name for (name,) in cursor.fetchall()]

    # An upgrade of procrastinate that brings one back needs another migration that drops it.
    assert [name for name in found if "abort" not in name] == []


def test_what_runs_at_its_time_is_planned_once_and_never_beside_itself() -> None:
    ran: list[str] = []

    def tidy() -> None:
        ran.append("tidied")

    tidy.__module__ = "jiaxin.planted"
    every("5 4 * * *", queue="planted")(tidy)
    [planned] = [
        one
        for one in app.periodic_registry.periodic_tasks.values()
        if one.task.name == "jiaxin.planted.tidy"
    ]
    planned.task.func(timestamp=0)

    assert (planned.cron, planned.task.queue, planned.task.lock) == (
        "5 4 * * *",
        "planted",
        "jiaxin.planted.tidy",
    )
    assert ran == ["tidied"]
