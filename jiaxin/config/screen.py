"""What the operator reads: plain lines, at once."""

import sys


def say(line: str = "") -> None:
    """One line on the screen."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on the error screen."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
