"""A sandbox of its own for a test: its process, its home, and the platform's keys for it."""

import base64
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image

from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.keys import DepartmentKeys

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Running:
    """Where it listens, what it keeps, and how the platform is paired with it."""

    url: str
    home: Path
    key_file: Path
    certificate: Path | None = None

    @property
    def keys(self) -> DepartmentKeys:
        return keys.load(self.key_file, "police").keys

    def police(self, seconds: float = 10) -> Police:
        line = Line(self.url, authority_file=self.certificate, answer_seconds=seconds)
        return Police(self.keys, line)

    def post(self, path: str, **fields: str) -> httpx.Response:
        return httpx.post(self.url + path, json=fields, trust_env=False)

    def fault(self, fault: str, **more: str) -> None:
        self.post("/sandbox/faults", fault=fault, **more).raise_for_status()

    def person(self, name: str, number: str = "", **more: str) -> str:
        """Someone in the register; returns the number."""
        fields = {"name": name, "photo": picture_text(), **more}
        if number:
            fields["number"] = number
        answer = self.post("/sandbox/cards/", **fields).raise_for_status()
        return str(answer.json()["number"])


def picture(size: tuple[int, int] = (400, 500)) -> bytes:
    """A photo of nobody."""
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def picture_text() -> str:
    return base64.b64encode(picture()).decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*words: object) -> subprocess.CompletedProcess[str]:
    """One act of the sandbox's command, as an operator types it."""
    argv = [sys.executable, "-m", "sandbox", *map(str, words)]
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)


def pair(folder: Path, url: str) -> Path:
    """Both sides' keys, made by the two commands that exchange public halves."""
    key_file, ours, theirs = folder / "keys/exchange.json", folder / "our.json", folder / "p.json"
    assert keys.main(["make", "--file", str(key_file)]) == 0
    assert keys.main(["card", "--file", str(key_file), "--out", str(ours)]) == 0
    done = command("keys", "--home", folder / "sandbox", "--trust", ours, "--out", theirs)
    assert done.returncode == 0, done.stderr
    trust = ["trust", "--file", str(key_file), "--card", str(theirs), "--url", url]
    assert keys.main(trust) == 0
    return key_file


@contextlib.contextmanager
def running(folder: Path, scheme: str = "http") -> Iterator[Running]:
    """The sandbox in a process of its own, paired, until the end of the block."""
    port = free_port()
    url = f"{scheme}://127.0.0.1:{port}"
    home, key_file = folder / "sandbox", pair(folder, url)
    certificate = home / "tls.pem" if scheme == "https" else None
    argv = [sys.executable, "-m", "sandbox", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(
        [*argv, "--public-base", url, *(["--tls"] if certificate else [])],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_alive(port, process)
        yield Running(url, home, key_file, certificate)
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_alive(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the sandbox ended at once"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the sandbox never came up")
