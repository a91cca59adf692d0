"""No job waits in a queue that nobody works on."""

import ast

from procrastinate.contrib.django import app as jobs

from jiaxin.config.worker import LANES, queues_of
from tests.house.source import PRODUCT, every_module, tree_of

WORKER = PRODUCT / "config" / "worker.py"


def test_the_worker_command_runs_a_worker() -> None:
    assert any(
        isinstance(node, ast.Attribute) and node.attr == "run_worker_async"
        for node in ast.walk(tree_of(WORKER))
    )


def test_every_queue_is_in_exactly_one_lane_and_every_lane_has_queues() -> None:
    every_module()
    known = sorted({task.queue for task in jobs.tasks.values()})
    lanes = [queues_of(lane, known) for lane in LANES]

    assert sorted(queue for lane in lanes for queue in lane) == known
    assert all(lanes)


def test_every_job_has_a_name_of_ours_and_a_queue() -> None:
    every_module()
    ours = {name: task for name, task in jobs.tasks.items() if "procrastinate." not in name}

    assert [name for name in ours if not name.startswith("jiaxin.")] == []
    assert [name for name, task in ours.items() if not task.queue] == []
