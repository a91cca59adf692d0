"""The face and card process: `python -m jiaxin.gateways.vision.server --socket PATH`.

It listens on a unix socket that only its own user may open. Pictures come in over it, live in
memory for one question, and are gone: nothing of them is written, logged or dumped. Each worker is
a process of its own, for the readers below hold Python's lock and a hostile picture may crash them;
one that ends is started anew.
"""

import argparse
import ctypes
import gc
import logging
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from jiaxin.gateways.vision import framing

type Answer = Callable[[Mapping[str, Any], Sequence[bytes]], tuple[dict[str, Any], list[bytes]]]

log = logging.getLogger("jiaxin.vision")

WAITING = 8  # questions that wait while all workers work; more are told that it is busy
SPEAKING = 10.0  # seconds in which a question must arrive and its answer be taken
LOOKING_UP = 0.5  # seconds between two looks at whether to stop
MOURNING = 0.5  # seconds before a fallen worker is replaced
_NOT_DUMPABLE = 4


@dataclass
class Stop:
    """Set by a signal; a worker finishes the question it is at."""

    now: bool = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        """The signal handler."""
        self.now = True


@dataclass
class House:
    """The socket, and the workers that answer on it."""

    path: Path
    workers: int
    stop: Stop = field(default_factory=Stop)
    children: set[int] = field(default_factory=set)


def open_socket(path: Path) -> socket.socket:
    """Listening at `path`, in a folder that is its user's alone; a dead one there is removed."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    if path.is_socket():
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(path)) == 0:
                raise SystemExit(f"{path}: another process answers here already")
        path.unlink()
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        line.bind(str(path))
    finally:
        os.umask(before)
    line.listen(WAITING)
    line.settimeout(LOOKING_UP)
    return line


def keep_memory_private() -> None:
    """No core file: a crash must not write a face to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)


def serve(path: Path, workers: int) -> None:
    """Runs until SIGTERM or SIGINT."""
    house = House(path, workers)
    keep_memory_private()
    line = open_socket(path)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, house.stop.ask)
    try:
        answer = _models()
        while not house.stop.now:
            while len(house.children) < workers:
                house.children.add(_start_worker(line, answer))
            _bury(house)
            time.sleep(LOOKING_UP / 5)
    finally:
        path.unlink(missing_ok=True)
        _dismiss(house)


def _models() -> Answer:
    """The models, loaded once: workers are forked with them, share their memory and start at once.

    This process is shown no picture. Native thread pools do not survive a fork, so there are none.
    """
    # onnxruntime (since 1.29) keeps a file in the home and reports its use over the network, unless
    # it is told not to before it is loaded.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from jiaxin.gateways.vision.answers import Answers  # noqa: PLC0415 — after what it is told

    answers = Answers.ready(os.environ)
    gc.freeze()  # or the first collection in a worker would copy every page
    return answers.to


def _start_worker(line: socket.socket, answer: Answer) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work(line, os.getppid(), answer)
        code = 0
    except Exception as trouble:  # noqa: BLE001 — the type is told, never what was in hand
        log.error("worker ended: %s", type(trouble).__name__)  # noqa: TRY400 — a trace holds values
    finally:
        logging.shutdown()
        os._exit(code)


def _bury(house: House) -> None:
    fallen = {child for child in house.children if os.waitpid(child, os.WNOHANG)[0]}
    if fallen and not house.stop.now:
        log.error("workers ended: %d", len(fallen))
        time.sleep(MOURNING)
    house.children -= fallen


def _dismiss(house: House) -> None:
    for number, patience in ((signal.SIGTERM, 8.0), (signal.SIGKILL, 2.0)):
        for child in house.children:
            with suppress(ProcessLookupError):
                os.kill(child, number)
        until = time.monotonic() + patience
        while house.children and time.monotonic() < until:
            house.children -= {one for one in house.children if os.waitpid(one, os.WNOHANG)[0]}
            time.sleep(0.02)


def work(line: socket.socket, parent: int, answer: Answer) -> None:
    """One worker: answers one question after another."""
    stop = Stop()
    signal.signal(signal.SIGTERM, stop.ask)
    # The terminal's Ctrl-C reaches the whole group; the parent says when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while not stop.now and os.getppid() == parent:
        try:
            caller, _ = line.accept()
        except (TimeoutError, BlockingIOError):
            continue
        with caller:
            caller.settimeout(SPEAKING)
            _converse(caller, answer)


def _converse(caller: socket.socket, answer: Answer) -> None:
    try:
        question, pictures = framing.receive(caller)
    except framing.NothingSaid:
        return
    except (OSError, framing.BadFrame) as trouble:
        log.warning("a caller was not understood: %s", type(trouble).__name__)
        return
    try:
        header, blobs = answer(question, pictures)
    except Exception as trouble:  # noqa: BLE001 — whatever a picture breaks, the next caller is served
        log.error("a question broke: %s", type(trouble).__name__)  # noqa: TRY400 — a trace holds values
        header, blobs = {"down": type(trouble).__name__}, []
    with suppress(OSError):
        framing.send(caller, header, blobs)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--socket", type=Path, required=True, help="where to listen")
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    parser.add_argument("--workers", type=int, default=min(cores, 4), help="processes (1 per core)")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(name)s %(levelname)s %(message)s")
    serve(asked.socket, max(1, asked.workers))


if __name__ == "__main__":
    main()
