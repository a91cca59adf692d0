"""The clients of S13, a process of their own: `python -m bench.crowd '{"port": 8080, …}'`.

Makes its people through the product's services, says `ready`, and goes through loops until told
`stop`; then it waits for what is under way and says what was lost or doubled. On the way it answers
`seen` with when each part was last found at work, and takes `pace 5`, loops a second.
"""

import json
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

import django
import psycopg
from django.db import DatabaseError, connection

from bench import cast, loops, people, truth
from bench.loops import Line, Over, Pair, Run

CLIENTS = 4
# One consumer may type ten short codes in a quarter of an hour, and whoever got no answer types the
# same again: room is left for what the kills cut off.
LOOPS_A_CONSUMER = 6
WORKERS_A_CLIENT = 2
WORKERS = CLIENTS * WORKERS_A_CLIENT + 1
PROBE_SECONDS = 0.2
SLOW_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Spec:
    """Where the product is: its front door, its database, its face and card process."""

    port: int
    url: str
    vision: str


class Crowd:
    """Clients and witnesses."""

    def __init__(self, spec: Spec) -> None:
        self.spec, self.run = spec, Run()
        self.pace = 0.0
        self.broken: list[str] = []
        self.seen: dict[str, float] = {}
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Everybody begins."""
        lives = [self._client(number) for number in range(CLIENTS)]
        watches = {"live": self._stream, "vision": self._read, "jobs": self._sealed}
        watches["postgres"] = self._select
        self._threads = [Thread(target=self._kept, args=(life,)) for life in (*lives, self._slow())]
        self._threads += [
            Thread(target=self._watch, args=(name, probe)) for name, probe in watches.items()
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> dict[str, Any]:
        """Everybody ends; what the database says of it."""
        self.run.ends.set()
        for thread in self._threads:
            thread.join()
        truth.settle(self.spec.url)
        verdict = truth.judge(self.spec.url, self.run.entries)
        return {"loops": self.run.loops, "broken": self.broken, **asdict(verdict)}

    def where(self) -> dict[str, Any]:
        """When the newest act that was answered began, and each part was last found at work."""
        by_acts = {"web": self.run.acted, "door": self.run.acted}
        return {"loops": self.run.loops, "broken": self.broken, **by_acts, **self.seen}

    def _kept(self, life: Callable[[], None]) -> None:
        try:
            while not self.run.ends.is_set():
                began = time.monotonic()
                life()
                if self.pace:
                    rest = began + CLIENTS / self.pace - time.monotonic()
                    self.run.ends.wait(max(0.0, rest))
        except Over:
            pass
        except Exception as wrong:  # noqa: BLE001 — said by the case
            self.broken.append(f"{type(wrong).__name__}: {wrong}")

    def _client(self, number: int) -> Callable[[], None]:
        """Her phones take turns; every sixth loop another family comes."""
        phones = [self._worker(WORKERS_A_CLIENT * number + one) for one in range(WORKERS_A_CLIENT)]
        family, turns = self._family(), count(1)

        def life() -> None:
            nonlocal family
            if (turn := next(turns)) % LOOPS_A_CONSUMER == 0:
                family = self._family()
            self._pair(phones[turn % len(phones)], family).loop()

        return life

    def _slow(self) -> Callable[[], None]:
        """A worker without an open page: each family asks once."""
        her = self._worker(WORKERS - 1)

        def life() -> None:
            self._pair(her, self._family()).ask_only()
            self.run.ends.wait(SLOW_SECONDS)

        return life

    def _pair(self, her: tuple[Any, Any, Line], family: tuple[Any, Line]) -> Pair:
        worker, device, phone = her
        consumer, line = family
        return Pair(self.run, phone, device, line, str(worker.person), str(consumer.person))

    def _worker(self, number: int) -> tuple[Any, Any, Line]:
        from jiaxin.trust.identity.rules import App  # noqa: PLC0415 — after django.setup
        from tests import makers  # noqa: PLC0415 — as above

        worker = makers.signed_in(App.WORKER, people.phone_of(number))
        cookies = cast.cookies_of(worker, "worker")
        return worker, cast.a_key_of(worker), Line(self.spec.port, cookies)

    def _family(self) -> tuple[Any, Line]:
        while True:
            try:
                visitor = cast.a_consumer()
            except DatabaseError:
                if self.run.ends.is_set():
                    raise Over("signing in") from None
                time.sleep(PROBE_SECONDS)
            else:
                return visitor.actor, Line(self.spec.port, visitor.cookies)
            finally:
                connection.close()

    # Witnesses

    def _watch(self, name: str, probe: Callable[[], float]) -> None:
        while not self.run.ends.is_set():
            # What is down is not seen.
            with suppress(OSError, psycopg.Error, loops.Unanswered):
                self.seen[name] = max(self.seen.get(name, 0.0), probe())
            self.run.ends.wait(PROBE_SECONDS)

    def _stream(self) -> float:
        """A waiting page comes back and is told to look."""
        began = time.time()
        with socket.create_connection(("localhost", self.spec.port), timeout=5) as line:
            line.sendall(f"GET /live/{'a' * 43} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            heard = b""
            while b"data: look" not in heard:
                if not (more := line.recv(4096)):
                    raise loops.Unanswered("the stream ended")
                heard += more
        return began

    def _read(self) -> float:
        """A picture is read and written anew."""
        from jiaxin.gateways.vision.client import VisionPapers  # noqa: PLC0415 — as above
        from jiaxin.trust.identity.ports import ProviderDown  # noqa: PLC0415 — as above

        began = time.time()
        try:
            VisionPapers(Path(self.spec.vision)).read(body=_PICTURE)
        except ProviderDown as down:
            raise loops.Unanswered(str(down)) from down
        return began

    def _sealed(self) -> float:
        """When the newest line was written that is sealed by now."""
        with psycopg.connect(self.spec.url) as connection:
            row = connection.execute(
                "SELECT extract(epoch FROM max(at)) FROM audit_leaf"
            ).fetchone()
        return float(str(row[0])) if row and row[0] else 0.0

    def _select(self) -> float:
        began = time.time()
        with psycopg.connect(self.spec.url, connect_timeout=5) as connection:
            connection.execute("SELECT 1")
        return began


def _picture() -> bytes:
    from io import BytesIO  # noqa: PLC0415 — used once

    from PIL import Image  # noqa: PLC0415 — as above

    out = BytesIO()
    Image.new("RGB", (160, 120), (200, 190, 180)).save(out, "JPEG")
    return out.getvalue()


_PICTURE = _picture()


def main() -> None:
    """The process."""
    crowd = Crowd(Spec(**json.loads(sys.argv[1])))
    django.setup()
    people.fill(crowd.spec.url, WORKERS, processes=1)
    crowd.start()
    say({"ready": True})
    for line in sys.stdin:
        match line.split():
            case ["seen"]:
                say(crowd.where())
            case ["pace", rate]:
                crowd.pace = float(rate)
            case ["stop"]:
                break
    say(crowd.stop())


def say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
