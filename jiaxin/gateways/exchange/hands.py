"""A second pair of hands for a large batch: a process that works it from its last part forward.

Which rows are applied, the parts' cursors say, so nobody need know of the other: whoever comes to
the same rows second finds them done. It ends by itself when little is left, or when the process
that called it has died.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from uuid import UUID

import django

# Below this a process of its own costs more than it does.
LEAST_PARTS = 4


class Hands:
    """The helper, or none."""

    def __init__(self, process: "subprocess.Popen[bytes] | None" = None) -> None:
        self._process = process

    def ends(self) -> bool:
        """Wait for it to finish the part that it is at. False where nobody was at work any more."""
        if self._process is None or self._process.poll() is not None:
            return False
        self._process.wait()
        return True


@contextmanager
def lent(message: UUID, parts: int) -> Iterator[Hands]:
    """A helper until the end of the block, for a batch of so many parts; where there is a core."""
    if parts < LEAST_PARTS or (os.process_cpu_count() or 1) < 2:
        yield Hands()
        return
    argv = [sys.executable, "-m", "jiaxin.gateways.exchange.hands", str(message), str(os.getpid())]
    helper = subprocess.Popen(argv)  # noqa: S603 — our own module, and an id
    try:
        yield Hands(helper)
    finally:
        helper.terminate()  # where it had not ended: what it was at is applied later, or by us
        helper.wait()


def main(message: UUID, caller: int) -> None:
    """The helper."""
    django.setup()
    errands = import_module("jiaxin.gateways.exchange.errands")  # it needs the loaded models
    errands.help_with(message, until=lambda: os.getppid() != caller)


if __name__ == "__main__":
    main(UUID(sys.argv[1]), int(sys.argv[2]))
