"""Sealers killed at any moment, while lines are written from many connections."""

import os
import signal
import subprocess
import sys
import threading
import time
from random import Random

import psycopg

from jiaxin.trust.audit.rules import Written
from tests.trust.audit.lines import a_line, put

SEALER = """
import django
django.setup()
from jiaxin.trust.audit import sealer
sealer.EVERY_SECONDS = 0.01
sealer.BATCH = 7
sealer.Sealer().run_forever()
"""
FINISH = """
import django, sys
django.setup()
from jiaxin.trust.audit import check, sealer
sealer.seal(), sealer.sign()
found = check.run(lambda _: None)
sys.exit("" if found.is_whole and not found.waiting else "; ".join(found.told) or "some wait")
"""


def environment(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}


def write_for(url: str, seconds: float, seed: int, written: list[Written]) -> None:
    """Write lines from one of many connections; some commit late, some never."""
    chance = Random(seed)  # noqa: S311 — the same chances each time
    until = time.monotonic() + seconds
    with psycopg.connect(url) as connection:
        while time.monotonic() < until:
            batch = [a_line() for _ in range(chance.randrange(1, 4))]
            for line in batch:
                put(connection.cursor(), line)
            time.sleep(chance.random() * 0.03)
            if chance.random() < 0.15:
                connection.rollback()
            else:
                connection.commit()
                written += batch


def test_a_sealer_killed_at_any_moment_leaves_no_gap_and_no_line_twice(own_database: str) -> None:
    written: list[Written] = []
    writers = [
        threading.Thread(target=write_for, args=(own_database, 6.0, seed, written))
        for seed in range(3)
    ]
    for writer in writers:
        writer.start()
    chance = Random(7)  # noqa: S311 — the same chances each time
    while any(writer.is_alive() for writer in writers):
        # Two at once: the second must not get in the way of the first.
        sealers = [
            subprocess.Popen([sys.executable, "-c", SEALER], env=environment(own_database))
            for _ in range(2)
        ]
        time.sleep(1.2 + chance.random() * 0.5)
        for sealer in sealers:
            sealer.send_signal(signal.SIGKILL)
            sealer.wait()
    finished = subprocess.run(
        [sys.executable, "-c", FINISH],
        env=environment(own_database),
        capture_output=True,
        text=True,
        check=False,
    )

    with psycopg.connect(own_database) as connection:
        places = connection.execute("SELECT index, line FROM audit_leaf ORDER BY index").fetchall()
    assert [place for place, _ in places] == list(range(len(places)))
    assert {line for _, line in places} == {line.id for line in written}
    assert finished.stderr.strip() == ""
