"""What an act leaves behind: its line in the trail, its jobs."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.models import Line


def lines(action: Action) -> list[Line]:
    """The lines of one action, the oldest first."""
    return list(Line.objects.filter(action=action.code).order_by("at", "id"))


def last_line(action: Action) -> Line:
    """The newest line of one action."""
    return lines(action)[-1]


def jobs(name: str, worker: Actor) -> list[ProcrastinateJob]:
    """The jobs about this worker whose task ends with this name, the oldest first."""
    found = ProcrastinateJob.objects.filter(
        task_name__endswith=name, args__event__worker_id=str(worker.person)
    )
    return list(found.order_by("id"))


def jobs_named(name: str) -> list[ProcrastinateJob]:
    """The jobs whose task ends with this name, about whomever, the oldest first."""
    return list(ProcrastinateJob.objects.filter(task_name__endswith=name).order_by("id"))


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread and on a connection of its own, begun together; results or refusals.

    For tests with real transactions. Anything but a refusal is raised here.
    """
    start = threading.Barrier(len(acts))
    ended: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            ended[place] = act()
        except BaseException as problem:  # noqa: BLE001 — raised again by the test's own thread
            ended[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    for result in ended:
        if isinstance(result, BaseException) and not isinstance(result, Refusal):
            raise result
    return ended


def refused(results: Sequence[Any]) -> list[type[Refusal]]:
    """The kinds of refusal among the results."""
    return [type(result) for result in results if isinstance(result, Refusal)]
