"""No job waits in a queue that nobody works on."""

import ast

from procrastinate.contrib.django import app as jobs

from tests.house.source import PRODUCT, every_call, every_module, tree_of

WORKER = PRODUCT / "config" / "worker.py"


def worked_queues() -> list[ast.expr]:
    """What the worker command narrows itself to; nothing means every queue there is."""
    return [
        keyword.value
        for call, name in every_call(WORKER)
        if name.endswith("run_worker_async")
        for keyword in call.keywords
        if keyword.arg == "queues"
    ]


def test_the_worker_command_runs_a_worker() -> None:
    assert any(
        isinstance(node, ast.Attribute) and node.attr == "run_worker_async"
        for node in ast.walk(tree_of(WORKER))
    )


def test_the_worker_works_on_every_queue() -> None:
    # Whoever narrows it has to name each queue here, and so to see which ones are left out.
    assert worked_queues() == []


def test_every_job_has_a_name_of_ours_and_a_queue() -> None:
    every_module()
    ours = {name: task for name, task in jobs.tasks.items() if "procrastinate." not in name}

    assert [name for name in ours if not name.startswith("jiaxin.")] == []
    assert [name for name, task in ours.items() if not task.queue] == []
