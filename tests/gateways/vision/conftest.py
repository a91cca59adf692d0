"""The face and card process, started once; faces and cards to show it."""

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

import pytest

from jiaxin.config import leash
from jiaxin.gateways.vision.client import VisionCards, VisionFaces, is_up
from sandbox.store import Person
from tests.pictures import cards


@dataclass(frozen=True, slots=True)
class Process:
    """A running face and card process, and the only folders it could write to by default."""

    running: subprocess.Popen[bytes]
    folder: Path
    socket: Path

    def workers(self) -> list[int]:
        pid = self.running.pid
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def started(workers: int) -> Process:
    # A unix socket's path is at most 107 bytes: pytest's own folders can be deeper.
    folder = Path(tempfile.mkdtemp(prefix="jx"))
    socket = folder / "run" / "vision.sock"
    away = {name: str(folder) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    root = str(Path(__file__).parents[3])
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(
            leash.leashed(
                [
                    *(sys.executable, "-m", "jiaxin.gateways.vision.server"),
                    *("--socket", str(socket), "--workers", str(workers)),
                ]
            ),
            env={**os.environ, **away, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=folder,
            stdout=said,
            stderr=said,
        )
    process = Process(running, folder, socket)
    for _ in range(600):
        if is_up(socket, patience=60):
            return process
        time.sleep(0.1)
    raise RuntimeError((folder / "said").read_text())


def ended(process: Process) -> None:
    if process.running.poll() is None:
        process.running.send_signal(signal.SIGTERM)
    process.running.wait(timeout=30)
    shutil.rmtree(process.folder)


@pytest.fixture(scope="session")
def process() -> Iterator[Process]:
    one = started(workers=2)
    yield one
    ended(one)


@pytest.fixture(scope="session")
def faces(process: Process) -> VisionFaces:
    return VisionFaces(process.socket, patience=60)


@pytest.fixture(scope="session")
def reader(process: Process) -> VisionCards:
    return VisionCards(process.socket, patience=60)


@pytest.fixture(scope="session")
def lin() -> Person:
    return cards.person()


@pytest.fixture(scope="session")
def front(lin: Person) -> bytes:
    return cards.jpeg(cards.photographed(cards.front(lin), turn=3, slant=0.05))


@pytest.fixture(scope="session")
def back(lin: Person) -> bytes:
    return cards.jpeg(cards.photographed(cards.back(lin), turn=-2, slant=0.05))
