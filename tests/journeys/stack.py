"""The whole product, running as `jiaxin demo` runs it: one for all workers of a run of the tests.

The first worker that asks starts it, the others share it, and the one that started it ends it when
nobody needs it any more. Locks tell who does; the kernel lets go of a dead worker's.
JOURNEYS_HOME=<folder> uses a product that runs already, and leaves it running: a demo that was
started by hand with that JIAXIN_HOME, and with its HTTP_PORT in JOURNEYS_HTTP_PORT.
"""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from jiaxin.config import leash
from tests import database

PATIENCE_SECONDS = 300
# The last line that `jiaxin demo` prints once everything is up and the cast is made.
UP = "Ctrl-C ends it"


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the product is reached, and where it keeps its things."""

    http: str
    https: str
    home: Path
    database_url: str | None

    @property
    def ledger(self) -> Path:
        """What the journeys typed that must be found nowhere in clear, a line each."""
        return self.home / "journeys.txt"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    def last_words(self) -> str:
        """What the parts said last: for whoever waited in vain."""
        return "\n".join(
            f"{log.name}: {line}"
            for log in sorted(self.logs.glob("*.log"))
            for line in log.read_text("utf-8", errors="replace").splitlines()[-20:]
        )

    def remember(self, *words: str) -> None:
        """Note names, numbers, phones, addresses: no log and no dump may hold them."""
        with self.ledger.open("a", encoding="utf-8") as ledger:
            ledger.write("".join(f"{word}\n" for word in words if word))


@contextmanager
def shared(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[Stack]:
    """The running product, to be held as long as it is needed; `more` is told to it besides."""
    if more is None and (given := os.environ.get("JOURNEYS_HOME")):
        yield _given(Path(given))
        return
    with _gate(folder):
        process, stack = _join_or_start(folder, more or {})
        using = (folder / "using.lock").open("a")
        fcntl.flock(using, fcntl.LOCK_SH)
    try:
        yield stack
    finally:
        using.close()
        if process is not None:
            with _gate(folder), (folder / "using.lock").open("a") as nobody:
                # Waits until the last of the others has let go.
                fcntl.flock(nobody, fcntl.LOCK_EX)
                (folder / "stack.json").unlink()
                _end(process)


def _given(home: Path) -> Stack:
    port = os.environ.get("JOURNEYS_HTTP_PORT", "8080")
    told = json.loads((home / "run" / "up.json").read_text("utf-8"))
    return Stack(f"http://localhost:{port}", told["address"], home, None)


@contextmanager
def _gate(folder: Path) -> Iterator[IO[str]]:
    """One at a time: starting, joining, ending."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gate.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield gate


def _join_or_start(
    folder: Path, more: Mapping[str, str]
) -> tuple["subprocess.Popen[bytes] | None", Stack]:
    note = folder / "stack.json"
    if note.exists():
        kept = json.loads(note.read_text("utf-8"))
        stack = Stack(kept["http"], kept["https"], Path(kept["home"]), kept["database_url"])
        if _is_up(stack):
            return None, stack
    process, stack = _start(folder, more)
    note.write_text(json.dumps({**asdict(stack), "home": str(stack.home)}), "utf-8")
    return process, stack


def _start(folder: Path, more: Mapping[str, str]) -> tuple["subprocess.Popen[bytes]", Stack]:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    https, http = _free_ports()
    url = database.fresh("journeys") if _server_is_given() else None
    stack = Stack(f"http://localhost:{http}", f"https://localhost:{https}", home, url)
    program = str(Path(sysconfig.get_path("scripts")) / "jiaxin")
    with (folder / "demo.txt").open("wb") as said:
        process = subprocess.Popen(
            leash.leashed([program, "demo"]),
            env={**_environment(home, https, http, url), **more},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_up(process, stack, folder / "demo.txt")
    except BaseException:
        _end(process)
        raise
    return process, stack


def _server_is_given() -> bool:
    """Whether the run of the tests was pointed at a server; its own is named otherwise."""
    return os.environ[database.RUN] != "jiaxin_test"


def _environment(home: Path, https: int, http: int, url: str | None) -> dict[str, str]:
    ours = {"DATABASE_URL", "DATABASE_OWNER_URL", "JIAXIN_MODE", database.RUN}
    told = {name: value for name, value in os.environ.items() if name not in ours}
    told |= {"JIAXIN_HOME": str(home), "PORT": str(https), "HTTP_PORT": str(http)}
    return told | ({"DATABASE_URL": url} if url else {})


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def _wait_until_up(process: "subprocess.Popen[bytes]", stack: Stack, said: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while UP not in (words := said.read_text("utf-8", errors="replace")) or not _is_up(stack):
        assert process.poll() is None, f"jiaxin demo ended at once:\n{words}"
        assert time.monotonic() < until, f"jiaxin demo did not come up:\n{words}"
        time.sleep(0.2)


def _is_up(stack: Stack) -> bool:
    assert urlsplit(stack.http).hostname == "localhost"
    try:
        with urllib.request.urlopen(f"{stack.http}/ready", timeout=10) as answer:  # noqa: S310 — localhost
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(90)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
