"""Where the time of one case goes: `python -m bench.profiled S3`, or `make profile S=S3`.

A case that works in its own process is profiled as it is; of one that is asked over HTTP, the web
worker is, with one thread. Prints what took longest, and keeps the profile in BENCH_PROFILE for
tools that draw it. The figures of a profiled run say nothing.
"""

import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

SHOWN = 40
KEPT_EVERY = 50

_profile, _lock, _seen = cProfile.Profile(), Lock(), [0]


@cache
def _product() -> Callable[..., Iterable[bytes]]:
    from jiaxin.config.wsgi import application as product  # noqa: PLC0415 — only in the web worker

    return product


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The product's web application, with its time noted."""
    product = _product()
    with _lock:
        _profile.enable()
        try:
            answer = product(environ, start)
        finally:
            _profile.disable()
        _seen[0] += 1
        # The worker ends by a signal, so what was noted is kept again and again.
        if _seen[0] % KEPT_EVERY == 0:
            _profile.dump_stats(os.environ["BENCH_PROFILE"])
    return answer


def main() -> int:
    """The command line."""
    from bench.__main__ import cases, measured  # noqa: PLC0415 — not in the web worker
    from bench.bed import Size, made  # noqa: PLC0415 — as above

    if len(sys.argv) != 2 or sys.argv[1] not in (known := cases()):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    os.environ.setdefault("QUICK", "1")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(os.environ.setdefault("BENCH_PROFILE", f"{folder}/profile"))
        with made(Size.wanted()) as bed:
            _profile.enable()
            failed = measured([known[sys.argv[1]]], bed).failed
            _profile.disable()
        if not kept.exists():
            _profile.dump_stats(kept)
        pstats.Stats(str(kept)).sort_stats("cumulative").print_stats(SHOWN)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
