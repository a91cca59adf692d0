"""The load: many clients of one web server, in a process of their own.

Each client holds one connection and does one thing after the other. A thing is one or several
requests; each answer is checked. What the clients themselves cost is said beside the figures.
"""

import http.client
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import median, quantiles
from threading import Thread

from bench.bed import ROOT
from bench.figures import check


@dataclass(frozen=True, slots=True)
class Request:
    """One request, and what its answer must be."""

    path: str
    status: int = 200
    holds: str = ""
    leads_to: str = ""
    method: str = "GET"
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


type Thing = tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients shall do. `once`: no thing is done twice."""

    port: int
    things: Sequence[Thing]
    clients: int = 16
    seconds: float = 10.0
    once: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it; times in milliseconds."""

    done: int
    seconds: float
    p50: float
    p99: float
    cpu: float

    @property
    def per_second(self) -> float:
        return self.done / self.seconds


def put_on(load: Load) -> Loaded:
    """Run the clients; the first wrong answer fails the bench."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=ROOT,
        input=pickle.dumps(load),
        stdout=subprocess.PIPE,
        check=False,
    )
    check(done.returncode == 0, "a request failed")
    spent, seconds, cpu = pickle.loads(done.stdout)  # noqa: S301 — from our own process
    check(len(spent) > 1, "nothing was done")
    return Loaded(len(spent), seconds, median(spent), quantiles(spent, n=100)[98], cpu)


def _client(load: Load, turns: "count[int]", until: float, spent: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", load.port, timeout=30)
    while time.perf_counter() < until:
        turn = next(turns)
        if load.once and turn >= len(load.things):
            return
        begun = time.perf_counter()
        for request in load.things[turn % len(load.things)]:
            connection.request(
                request.method, request.path, request.body.encode() or None, request.headers
            )
            answer = connection.getresponse()
            body = answer.read()
            leads_to = answer.headers.get("Location", "")
            if (
                answer.status != request.status
                or request.holds.encode() not in body
                or not leads_to.startswith(request.leads_to)
            ):
                where = request.path.partition("?")[0][:24]
                sys.stderr.write(f"{request.method} {where}…: {answer.status}\n")
                os._exit(1)
        spent.append((time.perf_counter() - begun) * 1000)


def main() -> None:
    """The process of the clients."""
    load: Load = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 — from our own process
    turns, spent = count(), list[float]()
    begun = time.perf_counter()
    threads = [
        Thread(target=_client, args=(load, turns, begun + load.seconds, spent))
        for _ in range(load.clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, times = time.perf_counter() - begun, os.times()
    sys.stdout.buffer.write(pickle.dumps((spent, seconds, times.user + times.system)))


if __name__ == "__main__":
    # What is unpickled names its classes by this module's real name.
    sys.modules["bench.load"] = sys.modules["__main__"]
    main()
