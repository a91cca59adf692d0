"""Where acts are killed: a durable server, a prepared state, and a copy of both for each round."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from jiaxin.config.postgres import OWNER, SUPERUSER, Embedded
from tests import database
from tests.sandbox.running import ROOT

PREPARED = "prepared"


@dataclass(frozen=True)
class Stage:
    """A durable server of its own, with a prepared database and home to be copied."""

    folder: Path
    server: Embedded
    # The program whose acts are killed: prepare, work, tell.
    module: str

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
            [sys.executable, "-m", self.module, act],
            cwd=ROOT,
            env=self.environment(name),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, act: str, name: str) -> str:
        """One act to its end."""
        process = self.begin(act, name)
        # No limit of time: a machine that is busy with other things is not a fault.
        said, wrong = process.communicate()
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


@contextmanager
def staged(module: str) -> Iterator[Stage]:
    """A stage with everything prepared."""
    with tempfile.TemporaryDirectory(prefix="jiaxin-", dir=database.roomy()) as made:
        folder = Path(made)
        folder.chmod(0o711)
        server = Embedded(folder / "server")
        server.start()
        stage = Stage(folder, server, module)
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


def disturb(
    stage: Stage,
    begin: Callable[[], "subprocess.Popen[str]"],
    chance: Random,
    lasts: float,
    *,
    kill_database: bool,
) -> int:
    """Up to three kills of what works; how many met it at work."""
    met = 0
    for _ in range(3):
        process = begin()
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.random() * min(lasts, 2.0) * 0.6)
        working = process.poll() is None
        if kill_database:
            stage.kill_database()
        process.kill()
        process.wait()
        # A helper that it called may hold the other ends a while longer.
        process.stdout.close()
        process.stderr.close()
        if kill_database:
            stage.server.start()
        met += working
    return met
