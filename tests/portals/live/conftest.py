"""The waiting room as a process of its own, behind granian, as in production."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from jiaxin.config import leash, parts


@contextmanager
def waiting_room(path: Path, **environment: str) -> Iterator[httpx.Client]:
    """Run it on this unix socket; gives a client that reaches it."""
    process = subprocess.Popen(
        leash.leashed(
            [
                *(sys.executable, "-m", "granian", "--uds", str(path)),
                *parts.LIVE,
            ]
        ),
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    transport = httpx.HTTPTransport(uds=str(path))
    with httpx.Client(transport=transport, base_url="http://live", timeout=10) as client:
        try:
            # httpx leaves its socket open when there is nothing to connect to yet.
            while process.poll() is None and not _accepts(path):
                time.sleep(0.02)
            wait_until_listening(client)
            yield client
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_listening(client: httpx.Client) -> None:
    """Return when wake-ups arrive there; fails after thirty seconds."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if client.get("/live/ready").status_code == 200:
            return
        time.sleep(0.05)
    raise TimeoutError("the waiting room does not listen")


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


@pytest.fixture(scope="module")
def room(own_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("live") / "live.sock"
    with waiting_room(path, DATABASE_URL=own_database) as client:
        yield client
