"""The job worker: what a killed one left behind is done by the next."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jiaxin.config import leash
from tests.trust.audit.lines import a_line, put

PATIENCE = 60.0

# A worker as in production, with one job of its own that takes its time the first time only.
WORKER = """
import sys, time
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

if sys.argv[1:]:
    app.configure_task("tests.slow", queue="tests").defer(sign=sys.argv[1])
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


def a_worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        leash.leashed([sys.executable, "-c", WORKER]), env=environment, stderr=subprocess.DEVNULL
    )


def until_exists(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < deadline, path
        time.sleep(0.05)


def test_a_killed_workers_job_is_done_by_the_next(
    environment: dict[str, str], workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    sign, done = tmp_path / "sign", tmp_path / "sign.done"
    subprocess.run([sys.executable, "-c", WORKER, str(sign)], env=environment, check=True)
    workers.append(a_worker(environment))
    until_exists(sign)

    workers[0].send_signal(signal.SIGKILL)
    workers.append(a_worker(environment))

    until_exists(done)


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
