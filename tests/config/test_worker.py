"""The job worker: what a killed one left behind is done by the next, and nobody waits for all."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
import pytest

from jiaxin.config import leash
from jiaxin.config.worker import LANES, TOGETHER, Lane
from tests.trust.audit.lines import a_line, put

PATIENCE = 60.0

# A worker as in production, with one job of its own that takes its time the first time only.
WORKER = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from procrastinate.contrib.django import app
from jiaxin.config import worker

@app.task(name="tests.slow", queue="tests")
def slow(sign):
    first = not Path(sign).exists()
    Path(sign).touch()
    if first:
        time.sleep(600)
    Path(sign + ".done").touch()

@app.task(name="tests.fails", queue="tests", retry=1)
def fails(sign):
    if Path(sign).exists():
        Path(sign + ".done").touch()
        return
    Path(sign).touch()
    raise LookupError("李" + "素琴")

@app.task(name="tests.hangs", queue="tests")
def hangs(sign, until):
    Path(sign).touch()
    while not Path(until).exists():
        time.sleep(0.05)

if sys.argv[1:]:
    name, queue, *jobs = sys.argv[1:]
    for words in jobs:
        app.configure_task(name, queue=queue).defer(**json.loads(words))
else:
    worker.main()
"""


@pytest.fixture
def environment(own_database: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": own_database}


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=PATIENCE)


def a_worker(
    environment: dict[str, str], said: int | IO[bytes] = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        leash.leashed([sys.executable, "-c", WORKER]), env=environment, stderr=said
    )


def defer(environment: dict[str, str], name: str, queue: str, *jobs: dict[str, str]) -> None:
    """Put a job for each of these into a queue."""
    command = [sys.executable, "-c", WORKER, name, queue, *map(json.dumps, jobs)]
    subprocess.run(command, env=environment, check=True)


def until_exists(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < deadline, path
        time.sleep(0.05)


def test_a_killed_workers_job_is_done_by_the_next(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    sign, done = tmp_path / "sign", tmp_path / "sign.done"
    defer(environment, "tests.slow", "tests", {"sign": str(sign)})
    workers.append(a_worker(environment))
    until_exists(sign)

    workers[0].send_signal(signal.SIGKILL)
    workers.append(a_worker(environment))

    until_exists(done)


@pytest.mark.parametrize(
    "lane", [lane for lane in LANES if lane.queues], ids=lambda lane: lane.name
)
def test_what_hangs_in_one_lane_holds_up_no_message(
    lane: Lane,
    environment: dict[str, str],
    workers: list[subprocess.Popen[bytes]],
    tmp_path: Path,
) -> None:
    until, first = tmp_path / "until", [tmp_path / str(number) for number in range(TOGETHER)]
    hang = [{"sign": str(sign), "until": str(until)} for sign in first]
    defer(environment, "tests.hangs", min(lane.queues), *hang)
    workers.append(a_worker(environment))
    for sign in first[: lane.together]:
        until_exists(sign)

    message = tmp_path / "message"
    message.touch()  # it has been tried once, and is quick now
    defer(environment, "tests.slow", "notices", {"sign": str(message)})
    until_exists(tmp_path / "message.done")

    assert [sign.name for sign in first if sign.exists()] == [
        sign.name for sign in first[: lane.together]
    ]
    until.touch()
    for sign in first:
        until_exists(sign)


def test_a_worker_that_is_told_to_end_finishes_what_it_has_at_hand(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    sign, until = tmp_path / "sign", tmp_path / "until"
    defer(environment, "tests.hangs", "notices", {"sign": str(sign), "until": str(until)})
    workers.append(a_worker(environment))
    until_exists(sign)

    workers[0].terminate()
    until.touch()

    assert workers[0].wait(PATIENCE) == 0
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        assert not connection.execute(
            "select id from procrastinate_jobs where task_name = 'tests.hangs'"
        ).fetchall()
        assert not connection.execute("select id from procrastinate_workers").fetchall()


def test_a_try_that_fails_is_told_without_its_words(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    sign, said = tmp_path / "sign", tmp_path / "said"
    defer(environment, "tests.fails", "notices", {"sign": str(sign)})
    with said.open("wb") as log:
        workers.append(a_worker(environment, log))
        until_exists(tmp_path / "sign.done")

    assert "tests.fails, try 1: LookupError in <string>:" in said.read_text("utf-8")
    assert "素琴" not in said.read_text("utf-8")


def test_a_working_worker_is_heard(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]]
) -> None:
    workers.append(a_worker(environment))

    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
        while not connection.execute(
            "select 1 from procrastinate_workers"
            " where last_heartbeat > now() - interval '5 seconds'"
        ).fetchone():
            assert time.monotonic() < deadline
            time.sleep(0.1)


# Other lines and checkpoints may be there: a worker's own first acts leave some.
SIGNED = """
select 1 from audit_leaf l join audit_checkpoint c on c.size > l.index where l.line = %s
"""


def test_a_working_worker_seals_the_trail(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]]
) -> None:
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
        line = put(connection.cursor(), a_line())
        workers.append(a_worker(environment))

        deadline = time.monotonic() + PATIENCE
        while not connection.execute(SIGNED, [line.id]).fetchone():
            assert time.monotonic() < deadline
            time.sleep(0.1)
