"""Runs a program that cannot outlive whoever started it, as an unprivileged user if asked.

`python -I -S leash.py PARENT SIGNAL USER PROGRAM ARGUMENT…` replaces itself by the program.
"""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1


def leashed(
    argv: list[str], *, at_death: signal.Signals = signal.SIGTERM, user: str = "-"
) -> list[str]:
    """The command line that runs `argv` and gets `at_death` when this process dies."""
    return [
        *(sys.executable, "-I", "-S", str(Path(__file__))),
        *(str(os.getpid()), str(at_death.value), user),
        *argv,
    ]


def step_down(user: str) -> None:
    """Become this user for good."""
    entry = pwd.getpwnam(user)
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)


def follow(parent: int, at_death: int) -> None:
    """Ask the kernel for a signal at the parent's death; only Linux can."""
    if not sys.platform.startswith("linux"):
        return
    # Changing the user clears the request, so this comes after stepping down.
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, at_death)
    if os.getppid() != parent:
        sys.exit("the process that started this one is gone")


def main() -> None:
    """Take the arguments named in the module's docstring."""
    parent, at_death, user, *argv = sys.argv[1:]
    if user != "-":
        step_down(user)
    follow(int(parent), int(at_death))
    os.execv(argv[0], argv)  # noqa: S606 — the caller's own fixed argv


if __name__ == "__main__":
    main()
