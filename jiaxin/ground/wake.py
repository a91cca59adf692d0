"""Wake-ups: "look again", said to whoever waits on a topic. A lost one is covered by polling.

A topic is an unguessable string that changes every hour. The message carries nothing else, so the
waiting room holds no personal data and needs no session. NOTIFY inside a busy transaction makes
commits queue up, so one thread per process says it, in batches, on a connection of its own.
"""

import asyncio
import hashlib
import hmac
import logging
import os
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from time import sleep
from uuid import UUID

import psycopg

log = logging.getLogger(__name__)

CHANNEL = "jx_wake"
EPOCH = timedelta(hours=1)
# PostgreSQL refuses a payload of 8000 bytes or more.
LONGEST_PAYLOAD = 7999
BATCH_SECONDS = 0.004
MOST_WAITING = 20_000


def topic(key: bytes, kind: str, id_: UUID, now: datetime) -> str:
    """What a page about this thing waits on, this hour."""
    epoch = int(now.timestamp() // EPOCH.total_seconds())
    said = b"\0".join((b"wake", kind.encode(), id_.bytes, str(epoch).encode()))
    return urlsafe_b64encode(hmac.digest(key, said, hashlib.sha256)).rstrip(b"=").decode()


def topics(key: bytes, kind: str, id_: UUID, now: datetime) -> tuple[str, str]:
    """What to wake: pages opened this hour and pages opened in the one before."""
    return topic(key, kind, id_, now), topic(key, kind, id_, now - EPOCH)


def payloads(names: Iterable[str]) -> Iterator[str]:
    """Topics joined by spaces, each payload short enough for one NOTIFY."""
    batch: list[str] = []
    size = 0
    for name in names:
        if batch and size + len(name) + 1 > LONGEST_PAYLOAD:
            yield " ".join(batch)
            batch, size = [], 0
        batch.append(name)
        size += len(name) + 1
    if batch:
        yield " ".join(batch)


class Notifier:
    """Says wake-ups from one thread. Never blocks and never raises to its caller."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._reset()
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        # A forked child has neither the thread nor the right to the parent's connection.
        self._changed = threading.Condition()
        self._waiting: dict[str, None] = {}
        self._closing = False
        self._thread: threading.Thread | None = None
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def wake(self, *names: str) -> None:
        """Hand these topics over; they are said within a few milliseconds."""
        with self._changed:
            if self._closing:
                return
            if len(self._waiting) + len(names) > MOST_WAITING:
                log.warning("wake-ups dropped: %d, too many are waiting", len(names))
                return
            self._waiting.update(dict.fromkeys(names))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="wake", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Say what is waiting, then end the thread."""
        with self._changed:
            self._closing = True
            thread = self._thread
            self._changed.notify()
        if thread is not None:
            thread.join(timeout=5)

    def _run(self) -> None:
        while batch := self._next():
            self._say(batch)
        if self._connection is not None:
            self._connection.close()

    def _next(self) -> Sequence[str]:
        with self._changed:
            while not self._waiting and not self._closing:
                self._changed.wait()
        # Others that commit in these few milliseconds share the statement.
        sleep(BATCH_SECONDS)
        with self._changed:
            batch = list(self._waiting)
            self._waiting = {}
        return batch

    def _say(self, batch: Sequence[str]) -> None:
        # The connection may have died since the last batch, so a failure gets one new connection.
        for last in (False, True):
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = psycopg.connect(
                        self._dsn, autocommit=True, connect_timeout=5, application_name="jx-wake"
                    )
                for payload in payloads(batch):
                    self._connection.execute("select pg_notify(%s, %s)", [CHANNEL, payload])
            except psycopg.Error as problem:
                if self._connection is not None:
                    self._connection.close()
                if last:
                    log.warning("wake-ups lost: %d (%s)", len(batch), type(problem).__name__)
            else:
                return


_notifier: Notifier | None = None


def join(dsn: str) -> None:
    """Let this process say wake-ups through this database."""
    global _notifier
    close()
    _notifier = Notifier(dsn)


def wake(*names: str) -> None:
    """Wake whoever waits on these topics. A process that joined nothing wakes nobody."""
    if _notifier is not None:
        _notifier.wake(*names)


def close() -> None:
    """Say what is waiting, and let go of the connection."""
    global _notifier
    if _notifier is not None:
        _notifier.close()
        _notifier = None


class Listener:
    """Hears the wake-ups of all processes, and comes back by itself after a lost connection."""

    FIRST_PAUSE = 0.1
    LONGEST_PAUSE = 5.0
    # A connection that died without a word is found out by asking.
    QUIET_SECONDS = 30.0

    def __init__(
        self, dsn: str, heard: Callable[[Sequence[str]], None], lost: Callable[[], None]
    ) -> None:
        self._dsn = dsn
        self._heard = heard
        self._lost = lost
        self.listening = False

    async def run(self) -> None:
        """Listen until cancelled."""
        pause = self.FIRST_PAUSE
        while True:
            try:
                await self._listen()
            except psycopg.Error as problem:
                log.warning("not listening: %s", type(problem).__name__)
            finally:
                # Twice as long after a try that never got to listen.
                pause = self.FIRST_PAUSE if self.listening else min(pause * 2, self.LONGEST_PAUSE)
                self.listening = False
                self._lost()
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=5, application_name="jx-live"
        )
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self.listening = True
            while True:
                async for note in connection.notifies(timeout=self.QUIET_SECONDS):
                    self._heard(note.payload.split(" "))
                await connection.execute("select 1")
