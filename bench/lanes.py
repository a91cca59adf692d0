"""A quick run goes in two lanes: the cases that start the whole product run beside the others.

Two cores make it twice as fast so. Its figures say nothing anyway; a real run never does it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.bed import ROOT, Size
from bench.figures import Case, Run, figure_of

# They have servers of their own, and use nothing of the bed.
BESIDE = ("S11", "S13")


def split(chosen: Sequence[Case], size: Size) -> tuple[list[Case], list[Case]]:
    """The cases of this process, and those of the one beside it."""
    # A server or a folder that was given is one process's own.
    shared = os.environ.get("DATABASE_URL") or os.environ.get("BENCH_HOME")
    aside = [each for each in chosen if each.id in BESIDE]
    here = [each for each in chosen if each.id not in BESIDE]
    if not size.quick or shared or not here:
        return [*chosen], []
    return here, aside


@contextmanager
def beside(cases: Sequence[Case]) -> Iterator[Callable[[], Run]]:
    """These cases in another process meanwhile; its figures, once it has ended."""
    if not cases:
        yield Run
        return
    with tempfile.TemporaryDirectory(prefix="jiaxin-bench-") as made:
        process = subprocess.Popen(  # noqa: S603 — this folder's own program
            [sys.executable, "-m", "bench", *(each.id for each in cases)],
            cwd=ROOT,
            env=os.environ | {"BENCH_RESULTS": made, "KEEP": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield lambda: _ended(process, Path(made), cases)
        finally:
            process.terminate()
            process.wait(120)


def _ended(process: "subprocess.Popen[bytes]", folder: Path, cases: Sequence[Case]) -> Run:
    code = process.wait()
    written = folder / "latest.json"
    if not written.exists():
        return Run(failed=[f"{each.id}: its process ended with {code}" for each in cases])
    said = json.loads(written.read_text(encoding="utf-8"))
    return Run(
        figures=[figure_of(each) for each in said["figures"]],
        failed=said["failed"],
        took={case: (each["seconds"], each["cpu"]) for case, each in said["took"].items()},
    )
