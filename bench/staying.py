"""S13, staying up: the whole loop over HTTP, and a kill -9 of each process of the product in turn.

The product is the real one, as `jiaxin up` runs it, on a durable server of its own; the clients are
a process beside it (bench/crowd.py). They go as fast as they can for a moment, then at half that
rate. Back is when an act that began after the kill was answered, and the killed part itself was
found at work again. Ten minutes, or STAY_SECONDS=60 for another time.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.bed import ROOT, Bed
from bench.figures import Case, Figure, WrongAnswer, check
from jiaxin.config.places import Places
from jiaxin.config.postgres import Embedded
from tests.config import product
from tests.config.product import Product

PARTS = ("web", "live", "jobs", "vision", "postgres", "door")
# Back soonest: what a quick run kills, once.
QUICK_PARTS = ("web", "live", "postgres", "door")
SECONDS, QUICK_SECONDS = 600.0, 0.0
# What the rate of the load is half of.
FULL_SECONDS = 3.0
# Time between what was mended and the next kill, at least.
REST_SECONDS = 1.0
PATIENCE = 180.0
TARGET_SECONDS = 10


@dataclass
class Stayed:
    """What came of a run."""

    rate: float = 0.0
    loops: int = 0
    lost: Sequence[str] = ()
    doubled: Sequence[str] = ()
    broken: Sequence[str] = ()
    # Seconds until it was back, of each kill of each part.
    back: dict[str, list[float]] = field(default_factory=dict)
    # Whether every line of the trail is as it was written.
    trail_holds: bool = False


class Clients:
    """The process of the clients, spoken to line by line."""

    def __init__(self, running: Product) -> None:
        places, url = Places(running.home), Embedded(running.home).owner_address
        spec = {
            "port": running.http_port,
            "url": url,
            "vision": str(places.socket("vision")),
        }
        told = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}
        self._process = subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "-m", "bench.crowd", json.dumps(spec)],
            cwd=ROOT,
            env=running.environment | told,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise WrongAnswer("the clients' process has no pipes")
        self._to, self._from = self._process.stdin, self._process.stdout
        self._hear()

    def say(self, words: str) -> None:
        self._to.write(words + "\n")
        self._to.flush()

    def ask(self, words: str) -> dict[str, Any]:
        self.say(words)
        return self._hear()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _hear(self) -> dict[str, Any]:
        line = self._from.readline()
        check(bool(line), "the clients' process ended")
        said: dict[str, Any] = json.loads(line)
        return said


def stay(running: Product, seconds: float, parts: Sequence[str] = PARTS) -> Stayed:
    """Put the load on, kill each part in turn until the time is over, and hold the journals."""
    with _clients(running) as clients:
        stayed = Stayed(rate=_settle_rate(clients))
        until = time.monotonic() + seconds
        rounds = 0
        while rounds == 0 or time.monotonic() < until:
            for part in parts:
                stayed.back.setdefault(part, []).append(_kill(running, clients, part))
                time.sleep(REST_SECONDS + max(0.0, _pause(until, seconds)))
            rounds += 1
        said = clients.ask("stop")
    stayed.loops, stayed.broken = said["loops"], said["broken"]
    stayed.lost, stayed.doubled = said["lost"], said["doubled"]
    stayed.trail_holds = running.command("trail", "check").returncode == 0
    return stayed


@contextmanager
def _clients(running: Product) -> Iterator[Clients]:
    clients = Clients(running)
    try:
        yield clients
    finally:
        clients.end()


def _pause(until: float, seconds: float) -> float:
    """Long runs rest between the kills, so that most of the load meets a product that is well."""
    return min(seconds / 60, until - time.monotonic())


def _settle_rate(clients: Clients) -> float:
    before = clients.ask("seen")["loops"]
    time.sleep(FULL_SECONDS)
    rate = max(1.0, (clients.ask("seen")["loops"] - before) / FULL_SECONDS / 2)
    clients.say(f"pace {rate}")
    return rate


def _kill(running: Product, clients: Clients, part: str) -> float:
    """Kill this part, and wait until it and the whole are back; how long that took."""
    process = running.pid(part)
    if process is None:
        raise WrongAnswer(f"{part} does not run")
    # With its own children: a server's worker must not answer on behalf of the dead.
    os.killpg(process, signal.SIGKILL)
    killed, began = time.time(), time.monotonic()
    while True:
        seen = clients.ask("seen")
        check(not seen["broken"], f"after {part}: {seen['broken']}")
        if min(seen["web"], seen.get(part, 0.0)) > killed:
            return time.monotonic() - began
        check(time.monotonic() - began < PATIENCE, f"{part} does not come back: {seen}")
        time.sleep(0.05)


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S13."""
    seconds = float(
        os.environ.get("STAY_SECONDS") or (QUICK_SECONDS if bed.size.quick else SECONDS)
    )
    parts = QUICK_PARTS if bed.size.quick else PARTS
    with product.a_home() as home:
        running = Product(home, product.free_port(), product.free_port())
        running.start()
        try:
            stayed = stay(running, seconds, parts)
        finally:
            running.stop()
    check(not stayed.broken, f"wrong answers: {stayed.broken}")
    check(stayed.trail_holds, "the trail does not check")
    kills = sum(map(len, stayed.back.values()))
    note = f"{stayed.loops:,} loops at {stayed.rate:.1f}/s in {seconds:.0f} s, {kills} kills"
    for what, found in (("lost", stayed.lost), ("doubled", stayed.doubled)):
        said = f"{note}; {'; '.join(found[:5])}" if found else note
        yield Figure(
            *("S13", f"acts {what}", float(len(found)), ""),
            target="0",
            met=not found,
            note=said,
        )
    for part, each in stayed.back.items():
        yield Figure(
            *("S13", f"{part} killed: back in (the slowest)", max(each), "s"),
            target=f"≤ {TARGET_SECONDS} s",
            met=None if bed.size.quick else max(each) <= TARGET_SECONDS,
            rounds=each,
            note=f"median {median(each):.1f} s",
        )


CASE = Case("S13", "staying up under kill -9", measure)
