"""The product's web server, and the floor's, for the cases that are asked over HTTP."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.bed import ROOT, Bed
from bench.figures import Figure, check, middle
from bench.load import Load, Loaded, Thing, put_on
from bench.spent import tree
from jiaxin.config import parts
from jiaxin.config.plan import cores

PRODUCT = parts.pages(cores())
PROFILED = ("--interface", "wsgi", "--blocking-threads", "1", "bench.profiled:application")
FLOOR = (
    *("--interface", "asgi", "--workers", str(cores())),
    *("--factory", "bench.floors:create"),
)


@dataclass(frozen=True, slots=True)
class Server:
    """A web server that answers."""

    port: int
    process: int

    def cpu(self) -> float:
        """What it has cost so far, its workers with it."""
        return tree(self.process)


@contextlib.contextmanager
def serving(bed: Bed, what: Sequence[str] = PRODUCT) -> Iterator[Server]:
    """A web server, as the product in production starts it, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if what is PRODUCT and os.environ.get("BENCH_PROFILE"):
        what = PROFILED
    argv = [sys.executable, "-m", "granian", "--no-ws", "--log-level", "error"]
    process = subprocess.Popen(  # noqa: S603 — fixed words of this file
        [*argv, "--port", str(port), *what], cwd=ROOT, env=os.environ | {"DATABASE_URL": bed.url}
    )
    try:
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/alive", trust_env=False).is_success:
                    break
            time.sleep(0.1)
        else:
            check(False, "the web server does not answer")
        _settle(process.pid)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _settle(process: int) -> None:
    """Wait until its other workers, too, have loaded what they load."""
    before = tree(process)
    for _ in range(60):
        time.sleep(0.5)
        now = tree(process)
        if now - before < 0.05:
            return
        before = now


@dataclass(frozen=True, slots=True)
class Round:
    """One round of load, with what the server and its database cost for each thing done, in µs."""

    loaded: Loaded
    server_us: float
    database_us: float

    @property
    def cpu_us(self) -> float:
        return self.server_us + self.database_us


def a_round(bed: Bed, server: Server, things: Sequence[Thing], *, once: bool = False) -> Round:
    """Put 16 clients on it."""
    postmaster = _postmaster(bed)
    ours, database = server.cpu(), tree(postmaster)
    loaded = put_on(Load(server.port, things, seconds=bed.size.seconds, once=once))
    each = 1e6 / loaded.done
    return Round(loaded, (server.cpu() - ours) * each, (tree(postmaster) - database) * each)


def _postmaster(bed: Bed) -> int:
    with bed.connect() as connection:
        stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def figures(
    case: tuple[str, str],
    rounds: Sequence[Round],
    floors: Sequence[Round],
    floor_is: str,
    targets: tuple[float, float, float],
    *,
    quick: bool,
) -> Iterator[Figure]:
    """A rate, its p99 and its CPU, each beside the floor's. `targets`: /s, p99 ms, of the floor."""
    (name, what), (rate, p99, share) = case, targets
    rates = [one.loaded.per_second for one in rounds]
    least = middle([one.loaded.per_second for one in floors])
    clients = middle([one.loaded.cpu / one.loaded.done * 1e6 for one in rounds])
    yield Figure(
        *(name, what, middle(rates), "/s"),
        floor=least,
        floor_is=floor_is,
        target="; ".join(
            [
                *([f"≥ {rate:,.0f}/s"] if rate else []),
                *([f"≥ {share} of the floor"] if share else []),
            ]
        ),
        met=None if quick else middle(rates) >= rate and middle(rates) >= share * least,
        rounds=rates,
        note=f"the clients' own process took {clients:.0f} µs of CPU for each, on the same cores",
    )
    slow = [one.loaded.p99 for one in rounds]
    yield Figure(
        *(name, f"{what}: p99 at 16 clients", middle(slow), "ms"),
        floor=middle([one.loaded.p99 for one in floors]),
        floor_is="its p99",
        target=f"≤ {p99:.0f} ms" if p99 else "",
        met=None if quick or not p99 else middle(slow) <= p99,
        rounds=slow,
    )
    cpu = [one.cpu_us for one in rounds]
    web = middle([one.server_us for one in rounds])
    yield Figure(
        *(name, f"{what}: CPU of web and database", middle(cpu), "µs"),
        floor=middle([one.cpu_us for one in floors]),
        floor_is="its CPU",
        rounds=cpu,
        note=f"{web:.0f} µs of it in the web worker",
    )
