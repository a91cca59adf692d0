"""S5, from her yes to the family's page: told over an event stream, with 2,000 streams open.

The waiting room runs as the product starts it; its visitors are a process of their own. The clock
starts before she approves, so her approval with its commit is part of what is measured. The floor
is PostgreSQL's own NOTIFY, from one connection to another.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from statistics import median, quantiles

import httpx
import psycopg

from bench import cast
from bench.bed import ROOT, Bed
from bench.figures import Case, Figure, check
from jiaxin.config import parts
from jiaxin.portals.live import app

STREAMS = 2_000
HELLO, LOOK = b"retry:", b"event: look"
PATIENCE = 60.0


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S5."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    streams, told = (200, 10) if bed.size.quick else (STREAMS, 200)
    worker = cast.as_worker(cast.workers(bed, 1, first=950)[0])
    device = cast.a_key_of(worker)
    with _room(bed) as room:
        before = room.memory()
        with _visitors(room, [token_urlsafe(18) for _ in range(streams)]):
            each = (room.memory() - before) / streams / 1024
            waits = [_told(room, worker, device) for _ in range(told)]
    least = _notified(bed, told)
    slow = _slowest(waits)
    yield Figure(
        *("S5", f"her yes to the page being told, {streams:,} streams open: p99", slow, "ms"),
        floor=_slowest(least),
        floor_is="NOTIFY from one connection to another",
        target="≤ 100 ms",
        met=None if bed.size.quick else slow <= 100,
        note=f"median {median(waits):.1f} ms; her approval and its commit are in it",
    )
    yield Figure(
        *("S5", "memory of the waiting room, a stream", each, "KB"),
        target="≤ 40 KB",
        met=None if bed.size.quick else each <= 40,
    )


def _slowest(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


@dataclass(frozen=True, slots=True)
class Room:
    """A waiting room that answers."""

    port: int
    process: int

    def memory(self) -> float:
        """Bytes that it and its worker hold, what they share counted once."""
        found = 0.0
        for place in Path("/proc").iterdir():
            if not place.name.isdigit():
                continue
            with contextlib.suppress(OSError):
                parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
                if self.process in (int(place.name), int(parent)):
                    rolled = (place / "smaps_rollup").read_text()
                    found += int(rolled.partition("Pss:")[2].split()[0]) * 1024
        return found


@contextlib.contextmanager
def _room(bed: Bed) -> Iterator[Room]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    argv = [sys.executable, "-m", "granian", "--no-ws", "--log-level", "error"]
    process = subprocess.Popen(  # noqa: S603 — fixed words of this file
        [*argv, "--port", str(port), *parts.LIVE],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": bed.url},
    )
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            check(time.monotonic() < until, "the waiting room does not answer")
            time.sleep(0.1)
        yield Room(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/live/ready", trust_env=False).is_success
    return False


@contextlib.contextmanager
def _visitors(room: Room, topics: Sequence[str]) -> Iterator[None]:
    """All these pages wait, in a process of their own, until the end of the block."""
    process = subprocess.Popen(  # noqa: S603 — fixed words of this file
        [sys.executable, "-m", "bench.streams", str(room.port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    says, hears = process.stdin, process.stdout
    check(says is not None and hears is not None, "the visitors have no pipes")
    try:
        says.write("\n".join(topics) + "\n\n")  # type: ignore[union-attr]  # checked
        says.flush()  # type: ignore[union-attr]  # as above
        check(hears.readline().strip() == f"{len(topics)} wait", "not all could wait")  # type: ignore[union-attr]  # as above
        yield
        check(process.poll() is None, "a stream ended")
    finally:
        process.kill()
        process.wait()


def _told(room: Room, worker: object, device: object) -> float:
    """Milliseconds from her yes to the word on the family's stream."""
    from jiaxin.ground.topics import topic_of  # noqa: PLC0415 — after django.setup

    query = cast.ask(cast.a_consumer().actor, worker)
    with socket.create_connection(("127.0.0.1", room.port), timeout=PATIENCE) as stream:
        topic = topic_of("query", query)
        stream.sendall(f"GET /live/{topic} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        _until(stream, HELLO, LOOK)
        begun = time.perf_counter()
        cast.approve(worker, device, query)
        _until(stream, LOOK)
        return (time.perf_counter() - begun) * 1000


def _until(stream: socket.socket, *words: bytes) -> None:
    heard = b""
    while not all(word in heard for word in words):
        part = stream.recv(65536)
        check(bool(part), "the stream ended")
        heard += part


def _notified(bed: Bed, times: int) -> list[float]:
    waits = []
    with bed.connect() as hears, psycopg.connect(bed.url, autocommit=True) as says:
        hears.execute("LISTEN bench_told")
        for _ in range(times):
            begun = time.perf_counter()
            says.execute("NOTIFY bench_told, 'look'")
            check(len(list(hears.notifies(timeout=PATIENCE, stop_after=1))) == 1, "not heard")
            waits.append((time.perf_counter() - begun) * 1000)
    return waits


async def _wait(port: int, topics: Sequence[str]) -> None:
    """The process of the visitors: each opens a stream and stays."""
    kept = []
    for topic in topics:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /live/{topic} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await reader.readuntil(LOOK)
        kept.append((reader, writer))
    sys.stdout.write(f"{len(kept)} wait\n")
    sys.stdout.flush()
    # What is said to them, that they are alive, is read and forgotten.
    await asyncio.gather(*(_read(reader) for reader, _ in kept))


async def _read(reader: asyncio.StreamReader) -> None:
    while await reader.read(1024):
        pass
    raise SystemExit(1)


CASE = Case("S5", "told at once", measure, needs_people=True)

if __name__ == "__main__":
    app.files_for(STREAMS)
    asyncio.run(_wait(int(sys.argv[1]), list(iter(lambda: sys.stdin.readline().strip(), ""))))
