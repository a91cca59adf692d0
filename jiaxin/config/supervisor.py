"""Starts the parts of the product in order, keeps each of them up, and ends all of them.

Each part is a session of its own, so that Ctrl-C reaches only the supervisor, and a part's leavings
can be ended with it. Each is leashed: it does not outlive the supervisor, however that ends.
"""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from jiaxin.config.rolling import RollingFile

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0
# A part that lived this long is taken to have been well.
WELL_SECONDS = 30.0


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Part:
    """One process: how it starts, how one knows that it is ready, and how it ends."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    ready: Callable[[], bool] = lambda: True
    before: Callable[[], None] = _nothing
    once_ready: Callable[[], None] = _nothing
    # A small machine that does other things too is slow, not broken.
    patience: float = 120.0
    end_with: signal.Signals = signal.SIGTERM
    grace: float = 15.0
    reloads: bool = False


class Ended(Exception):
    """Ctrl-C or SIGTERM came before everything was up."""


class PartFailed(Exception):
    """A part did not become ready in time; carries the end of its log."""

    def __init__(self, name: str, log: Path, last: Sequence[str]) -> None:
        super().__init__(f"{name} does not start; the end of {log}:")
        self.last = last


@dataclass
class _Child:
    part: Part
    log: RollingFile
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = field(default=0.0)


class Supervisor:
    """Holds the parts. Everything happens in one thread: the leash is tied to it."""

    def __init__(self, logs: Path, tell: Callable[[str], None]) -> None:
        self._logs = logs
        self._tell = tell
        self._children: list[_Child] = []
        self._pipes = selectors.DefaultSelector()
        self._ending = 0

    # From the outside

    def catch_signals(self) -> None:
        """End in order on Ctrl-C, SIGTERM or a closed terminal; at once on the second of them."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_end)

    def start(self, part: Part) -> None:
        """Start a part and wait until it is ready. Raises PartFailed or Ended."""
        child = _Child(part, RollingFile(self._logs / f"{part.name}.log"))
        self._children.append(child)
        began = time.monotonic()
        while not (self._alive(child) and part.ready()):
            if self._ending:
                raise Ended
            if time.monotonic() - began > part.patience:
                path = self._logs / f"{part.name}.log"
                raise PartFailed(part.name, path, child.log.last(20))
            self._revive(child, quietly=True)
            self._pump(0.03)
        part.once_ready()

    def watch(self, changed: Callable[[], bool] = lambda: False) -> None:
        """Keep all parts up until asked to end."""
        while not self._ending:
            self._pump(0.2)
            for child in self._children:
                self._revive(child)
            if changed():
                self._reload()

    def tick(self) -> None:
        """Once round, for whoever waits for something else while the parts run."""
        self._pump(0.05)
        for child in self._children:
            self._revive(child)
        if self._ending:
            raise Ended

    def stop(self) -> None:
        """End the parts in the reverse order of their start."""
        for child in reversed(self._children):
            self._end(child)
            child.log.close()
        self._children = []

    def pids(self) -> dict[str, int]:
        """The process of each part that runs."""
        return {
            child.part.name: child.process.pid
            for child in self._children
            if child.process is not None and self._alive(child)
        }

    # Inside

    def _asked_to_end(self, number: int, frame: FrameType | None) -> None:
        self._ending += 1

    @staticmethod
    def _alive(child: _Child) -> bool:
        return child.process is not None and child.process.poll() is None

    def _revive(self, child: _Child, *, quietly: bool = False) -> None:
        if self._alive(child) or self._ending:
            return
        now = time.monotonic()
        if child.process is not None:
            code = child.process.returncode
            self._clear(child)
            lived = now - child.started
            child.pause = FIRST_PAUSE if lived > WELL_SECONDS else child.pause
            child.due = now + child.pause
            child.pause = min(child.pause * 2, LONGEST_PAUSE)
            if not quietly:
                self._tell(f"{child.part.name} ended ({_how(code)}); starting it again")
        if now >= child.due:
            self._spawn(child)

    def _spawn(self, child: _Child) -> None:
        child.part.before()
        process = subprocess.Popen(  # noqa: S603 — the product's own parts
            child.part.argv,
            env=dict(child.part.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
        )
        child.process = process
        child.started = time.monotonic()
        if process.stdout is not None:
            os.set_blocking(process.stdout.fileno(), False)
            self._pipes.register(process.stdout, selectors.EVENT_READ, child)

    def _pump(self, seconds: float) -> None:
        """Carry what the parts said into their logs, for at most so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._ending:
            # A signal ends select early only by its handler's flag, so naps stay short.
            for key, _ in self._pipes.select(min(left, 0.1)):
                self._carry(key.data)

    def _carry(self, child: _Child) -> None:
        stream = child.process.stdout if child.process else None
        if stream is None or stream.closed:
            return
        try:
            words = os.read(stream.fileno(), 65536)
        except BlockingIOError:
            return
        if words:
            child.log.write(words)
        else:
            self._pipes.unregister(stream)
            stream.close()

    def _clear(self, child: _Child) -> None:
        """End what a dead part has left, and let go of its pipe."""
        if child.process is None:
            return
        _signal_group(child.process.pid, signal.SIGKILL)
        stream = child.process.stdout
        if stream is not None and not stream.closed:
            self._carry(child)
        if stream is not None and not stream.closed:
            self._pipes.unregister(stream)
            stream.close()
        child.process = None

    def _end(self, child: _Child) -> None:
        if child.process is None:
            return
        if self._alive(child):
            child.process.send_signal(child.part.end_with)
        until = time.monotonic() + child.part.grace
        while self._alive(child) and time.monotonic() < until and self._ending < 2:
            self._carry(child)
            time.sleep(0.02)
        _signal_group(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self._clear(child)

    def _reload(self) -> None:
        for child in self._children:
            if child.part.reloads:
                self._tell(f"{child.part.name}: the code changed, starting it again")
                self._end(child)
                child.pause, child.due = FIRST_PAUSE, 0.0


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        pass
    except PermissionError:
        # The part stepped down to another user; its own program ends its children.
        pass


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"
