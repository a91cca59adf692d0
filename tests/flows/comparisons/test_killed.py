"""Comparisons whose process, or whose database, is killed at any moment.

A short form; the long one is JIAXIN_KILLS=50.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
import pytest

from bench import people
from jiaxin.config.postgres import Embedded
from jiaxin.flows.comparisons.rules import Span, covers_all
from tests import database
from tests.flows.comparisons.judged import word_of

KILLS = int(os.environ.get("JIAXIN_KILLS") or 4)
WORKERS, A_DAY = 40, 2 if KILLS < 10 else 5
# Every third of the murdered is the database.
DAYS = max(2, KILLS // A_DAY)

type State = dict[str, tuple[object, ...]]


@pytest.fixture
def victim() -> Iterator[Embedded]:
    """A server of its own, to be killed, with the migrated tables."""
    with tempfile.TemporaryDirectory(prefix="jiaxin-killed-", dir=database.roomy()) as folder:
        Path(folder).chmod(0o711)
        server = Embedded(Path(folder) / "home", durable=False)
        database.restore(server)
        server.start()
        yield server
        server.stop()


def url_of(server: Embedded, name: str) -> str:
    """A migrated database on it, with workers."""
    own = urlsplit(server.owner_address)
    url = urlunsplit(own._replace(path=f"/{name}"))
    with psycopg.connect(server.owner_address, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        template = "TEMPLATE jiaxin_test" if "jiaxin_test" in known else ""
        connection.execute(f"CREATE DATABASE {name} {template}")
    if not template:
        command(url, "jiaxin.config.tables")
    command(url, "bench.people", str(WORKERS))
    return url


def command(url: str, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", *words], cwd=database.ROOT, env=environment(url), check=True
    )


def environment(url: str) -> dict[str, str]:
    told = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}
    return os.environ | told


def started(url: str, day: int, lanes: int) -> "subprocess.Popen[str]":
    argv = [sys.executable, "-m", "tests.flows.comparisons.judged", str(day), str(lanes)]
    process = subprocess.Popen(
        argv, cwd=database.ROOT, env=environment(url), text=True, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    return process


def kill_database(server: Embedded) -> None:
    postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    server.stop()
    server.start()


def state(url: str) -> State:
    """What a comparison leaves: per worker, versions, lines, messages, cases."""
    found: State = {}
    with psycopg.connect(url) as connection:
        for made in people.people(1, 0, WORKERS):
            found[made.number] = tuple(
                connection.execute(query, {"worker": made.id, "text": str(made.id)}).fetchone()
                for query in OF_ONE
            )
    return found


VERSIONS = """
SELECT count(*), max(version) FROM records_fact
WHERE worker_id = %(worker)s AND kind = 'background'
"""
LINES = """
SELECT count(*) FROM audit_line WHERE subject = %(worker)s AND action = 'comparisons.change'
"""
MESSAGES = """
SELECT count(*) FROM procrastinate_jobs
WHERE task_name LIKE '%%tell_of_the_change' AND args->'event'->>'worker_id' = %(text)s
"""
CASES = """
SELECT count(*), count(*) FILTER (WHERE state = 'opened') FROM vetting_case
WHERE worker_id = %(worker)s
"""
OF_ONE = (VERSIONS, LINES, MESSAGES, CASES)


def runs(url: str) -> list[list[Span]]:
    """The settled slices of each run; and nothing is left open."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT run_id, ordinal, after, upto FROM comparisons_slice"
            " WHERE settled_at IS NOT NULL ORDER BY run_id, ordinal"
        ).fetchall()
        left = connection.execute(
            "SELECT (SELECT count(*) FROM comparisons_slice WHERE settled_at IS NULL)"
            " + (SELECT count(*) FROM comparisons_run WHERE state <> 'finished')"
        ).fetchone()
    assert left == (0,)
    by_run = groupby(rows, key=lambda row: row[0])
    return [[Span(row[1], UUID(str(row[2])), UUID(str(row[3]))) for row in of] for _, of in by_run]


@pytest.mark.usefixtures("own_database")  # the migrated template is made by then
def test_whoever_is_killed_and_whenever_the_end_is_the_same(victim: Embedded) -> None:
    murdered, undisturbed = url_of(victim, "murdered"), url_of(victim, "undisturbed")
    chance, kills = Random(20261125), 0  # noqa: S311 — the same chances each time

    for day in range(1, DAYS + 1):
        for _ in range(A_DAY):
            process = started(murdered, day, lanes=2)
            time.sleep(chance.random() * 0.5)
            kills += 1
            if kills % 3 == 0:
                kill_database(victim)
            process.kill() if chance.random() < 0.8 else process.terminate()
            process.wait()
        assert started(murdered, day, lanes=2).wait(60) == 0
        assert started(undisturbed, day, lanes=1).wait(60) == 0

    assert state(murdered) == state(undisturbed)
    for number, (versions, changes, *_) in state(murdered).items():
        said = [word_of(day, number) for day in range(1, DAYS + 1)]
        told = [word for word, _ in groupby(["none_found", *said])]
        assert versions == (len(told), len(told))
        assert changes == (len(told) - 1,)
    assert all(covers_all(run) for run in runs(murdered))
    assert len(runs(undisturbed)) == DAYS
