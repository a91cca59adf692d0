"""The whole product as a process of its own, as `jiaxin up` runs it, in the demo's mode."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

PATIENCE = 240.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_home() -> Iterator[Path]:
    """A home that the database's user can reach too, and short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="jiaxin-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "home"


def until(happens: Callable[[], bool]) -> None:
    """Wait for it, with patience."""
    deadline = time.monotonic() + PATIENCE
    while not happens():
        if time.monotonic() > deadline:
            raise TimeoutError(happens)
        time.sleep(0.05)


def film(port: int, path: str, size: int) -> tuple[str, int]:
    """Begin to send so many bytes as a browser would: the answer, and what was taken by then."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: {size}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    piece, taken = b"\0" * 65536, 0
    with socket.create_connection(("localhost", port), timeout=PATIENCE) as line:
        line.sendall(head.encode())
        while taken < size and not select.select([line], [], [], 0)[0]:
            try:
                taken += line.send(piece)
            except (BrokenPipeError, ConnectionResetError):
                break
        # Where no more was read, the line may be cut off after the answer.
        answer = b""
        with suppress(ConnectionResetError):
            while piece := line.recv(65536):
                answer += piece
        return answer.decode(errors="replace"), taken


def most_memory(pid: int) -> int:
    """The most bytes that a process and its children have held at any time."""
    own = Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0]
    under = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(own) * 1024 + sum(most_memory(int(child)) for child in under)


class Product:
    """One run, from the outside."""

    def __init__(self, home: Path, port: int, http_port: int) -> None:
        self.home, self.port, self.http_port = home, port, http_port
        self.process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        # Neither the test's database nor its keys: everything of its own.
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("JIAXIN_") and name != "DATABASE_URL"
        }
        return inherited | {
            "JIAXIN_MODE": "demo",
            "JIAXIN_HOME": str(self.home),
            "PORT": str(self.port),
            "HTTP_PORT": str(self.http_port),
            # As in production on two cores.
            "WEB_WORKERS": "2",
        }

    def command(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run an operator's command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "jiaxin.config.cli", *words],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self) -> None:
        """Start it, and return when it says that it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiaxin.config.cli", "up"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in self.process.stdout or ():
            said.append(line)
            if line.startswith("Ready:"):
                return
        raise AssertionError("".join(said))

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it; how it ended, and what it said last."""
        assert self.process is not None
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def client(self) -> httpx.Client:
        """A browser that accepts the warning once."""
        return httpx.Client(
            base_url=f"https://localhost:{self.port}",
            verify=False,  # noqa: S501 — Caddy's own authority, on this machine
            timeout=10,
            trust_env=False,
        )

    def ready(self) -> dict[str, Any]:
        """What /ready says; empty when nobody answers."""
        try:
            with self.client() as client:
                said: dict[str, Any] = client.get("/ready").json()
        except (httpx.TransportError, json.JSONDecodeError):
            return {}
        return said

    def pid(self, part: str) -> int | None:
        """The process of a part, a child of the supervisor; None while there is none."""
        assert self.process is not None
        return children(self.process.pid).get(part)

    def everyone(self) -> set[int]:
        """Every process that has this home in its command line or environment."""
        return {
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if str(self.home).encode() in _said_by(folder)
        }


SIGNS = {
    "postgres": "bin/postgres",
    "sandbox": "-m sandbox",
    "vision": "vision.server",
    "web": "--interface wsgi",
    "live": "--interface asgi",
    "jobs": "config.worker",
    "door": "caddy run",
}


def children(supervisor: int) -> dict[str, int]:
    """The parts that run under this supervisor."""
    found: dict[str, int] = {}
    for pid in Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split():
        try:
            said = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except FileNotFoundError:
            continue
        found |= {name: int(pid) for name, sign in SIGNS.items() if sign in said}
    return found


def _said_by(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return b""
