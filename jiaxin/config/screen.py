"""What the operator reads: plain lines, at once."""

import sys
import time
from collections.abc import Callable

TELL_EVERY_SECONDS = 2.0


def say(line: str = "") -> None:
    """One line on the screen."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on the error screen."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def now_and_then() -> Callable[[str], None]:
    """What tells how far it is: of all that it is given, one line every few seconds."""
    told = time.monotonic()

    def said(line: str) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY_SECONDS:
            told = time.monotonic()
            complain(f"  {line}")

    return said
