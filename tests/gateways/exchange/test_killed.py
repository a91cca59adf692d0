"""Intake killed at any moment, process or database: the end state of a run that nobody disturbed.

Three rounds here; JIAXIN_KILL_ROUNDS=50 for the long form.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from psycopg import sql

from jiaxin.config.postgres import OWNER, SUPERUSER, Embedded
from tests import database
from tests.sandbox.running import ROOT

ROUNDS = int(os.environ.get("JIAXIN_KILL_ROUNDS") or 3)
PREPARED = "prepared"


@dataclass(frozen=True)
class Stage:
    """A durable server of its own, with a prepared database and home to be copied."""

    folder: Path
    server: Embedded

    def address(self, name: str) -> str:
        return self.server.address(OWNER, name)

    def make(self, name: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            *map(sql.Identifier, (name, OWNER, template))
        )
        with psycopg.connect(self.server.address(SUPERUSER), autocommit=True) as connection:
            connection.execute(statement)

    def copy(self, name: str) -> None:
        """A fresh copy of what was prepared."""
        self.make(name, PREPARED)
        shutil.copytree(self.folder / PREPARED, self.folder / name)

    def environment(self, name: str) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.address(name),
            "JIAXIN_HOME": str(self.folder / name),
            "JIAXIN_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings",
        }

    def begin(self, act: str, name: str) -> "subprocess.Popen[str]":
        """One act in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.gateways.exchange.killing", act],
            cwd=ROOT,
            env=self.environment(name),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, act: str, name: str) -> str:
        """One act to its end."""
        process = self.begin(act, name)
        said, wrong = process.communicate(timeout=300)
        assert process.returncode == 0, wrong
        return said

    def told(self, name: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.run("tell", name).splitlines()[-1])
        return told

    def kill_database(self) -> None:
        """As a power cut would: no word, no checkpoint."""
        pid = int((self.server.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        if self.server._process is not None:
            self.server._process.wait()


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="jiaxin-", dir=database.roomy()) as made:
        folder = Path(made)
        folder.chmod(0o711)
        server = Embedded(folder / "server")
        server.start()
        stage = Stage(folder, server)
        try:
            (folder / PREPARED).mkdir()
            stage.make(PREPARED, "template1")
            subprocess.run(
                [sys.executable, "-m", "jiaxin.config.tables"],
                env=stage.environment(PREPARED),
                cwd=ROOT,
                check=True,
            )
            stage.run("prepare", PREPARED)
            yield stage
        finally:
            server.stop()


def test_killed_at_any_moment_it_ends_as_if_nobody_had_disturbed_it(stage: Stage) -> None:
    stage.copy("undisturbed")
    began = time.monotonic()
    stage.run("work", "undisturbed")
    lasts = time.monotonic() - began
    expected = stage.told("undisturbed")
    assert expected["facts"] > 50
    assert expected["waiting"] >= 8
    assert {message[1] for message in expected["messages"]} == {"done"}

    chance = Random(2026)  # noqa: S311 — the same chances each time
    kills = 0
    for number in range(ROUNDS):
        name = f"round{number}"
        stage.copy(name)
        kills += _disturb(stage, name, chance, lasts, kill_database=number % 2 == 1)
        stage.run("work", name)
        assert stage.told(name) == expected, f"round {number}"
    assert kills > 0


def _disturb(stage: Stage, name: str, chance: Random, lasts: float, *, kill_database: bool) -> int:
    """Up to three kills of what works; how many met it at work."""
    met = 0
    for _ in range(3):
        process = stage.begin("work", name)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.random() * min(lasts, 2.0) * 0.6)
        working = process.poll() is None
        if kill_database:
            stage.kill_database()
        process.kill()
        process.communicate()
        if kill_database:
            stage.server.start()
        met += working
    return met
