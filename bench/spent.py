"""What a stretch of work cost: seconds of the clock, and of the processors.

Where a machine is shared, seconds of the clock say little; those of the processors, of this
process and of the whole server behind the database, say what the work itself took.
"""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Spent:
    """Filled in when the stretch is over."""

    wall: float = 0.0
    ours: float = 0.0
    server: float = 0.0

    @property
    def cpu(self) -> float:
        return self.ours + self.server

    def each(self, count: int) -> str:
        """The cost of one of so many, in words, µs."""
        wall, ours, server = (part * 1e6 / count for part in (self.wall, self.ours, self.server))
        return f"{wall:.0f} µs: CPU {ours + server:.0f} = {ours:.0f} here + {server:.0f} database"


@contextmanager
def spent(url: str) -> Iterator[Spent]:
    """Measures the block: this process with its ended children, and the database's processes."""
    found, postmaster = Spent(), _postmaster(url)
    ours, server, began = _ours(), tree(postmaster), time.perf_counter()
    yield found
    found.wall = time.perf_counter() - began
    found.ours, found.server = _ours() - ours, tree(postmaster) - server


def most_megabytes() -> float:
    """What this process has held at most."""
    # Not ru_maxrss: that begins with what the process which started this one held.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _ours() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _postmaster(url: str) -> int:
    """The server's first process; 0 where it runs elsewhere."""
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        fields = _stat(backend)
    return int(fields[1]) if fields else 0


def tree(root: int) -> float:
    """CPU of a process, of the children that it has, and of those that have ended."""
    if not root:
        return 0.0
    total = 0.0
    for place in Path("/proc").iterdir():
        if not place.name.isdigit() or not (fields := _stat(int(place.name))):
            continue
        if int(place.name) == root:
            total += sum(map(int, fields[11:15]))
        elif int(fields[1]) == root:
            total += sum(map(int, fields[11:13]))
    return total / _TICKS


def _stat(process: int) -> list[str]:
    """The fields of /proc/…/stat after the name: state, parent, …, utime, stime, cutime, cstime."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
