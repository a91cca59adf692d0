"""The benchmarks: `make bench`, or `python -m bench [S6 S9 …]`.

  make bench                      every case at 1,000,000 workers, with its floors, in one run
  make bench CASES="S6 S9"        some of them
  make bench QUICK=1              two minutes, to see that it runs; its figures say nothing
  N=8000000 make bench            another size;  ROUNDS=5 for more rounds
  BENCH_HOME=folder make bench    keep the server's data there: people are made once only

A case is a file of this folder with a `CASE`. Writes bench/results/latest.json and latest.md. A
wrong answer or a failed request fails the run; a figure beside its target is said, not judged here.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bench import bed, figures
from bench.figures import Case, Figure


def cases() -> dict[str, Case]:
    """Every case there is, by its id: a file that cannot be loaded is no reason to stop."""
    found = {}
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("__"):
            continue
        try:
            case = getattr(import_module(f"bench.{module.name}"), "CASE", None)
        except ImportError as missing:
            sys.stderr.write(f"bench/{module.name}.py is left out: {missing}\n")
            continue
        if isinstance(case, Case):
            found[case.id] = case
    return dict(sorted(found.items(), key=lambda one: (len(one[0]), one[0])))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measured(chosen: Sequence[Case], place: bed.Bed) -> tuple[list[Figure], list[str]]:
    """The figures of these cases, and what failed."""
    found: list[Figure] = []
    failed: list[str] = []
    say(figures.HEAD)
    for case in chosen:
        try:
            for figure in case.measure(place):
                found.append(figure)
                say(figures.row(figure))
        except Exception as broken:  # noqa: BLE001 — the other cases are measured all the same
            traceback.print_exc()
            failed.append(f"{case.id}: {type(broken).__name__}: {broken}")
            say(f"| {case.id} | **FAILED** {broken} | – | – | – | – | – |")
    return found, failed


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ids", nargs="*", help="which cases (default: all)")
    parser.add_argument("--note", default=os.environ.get("NOTE", ""), help="said in the results")
    parser.add_argument("--list", action="store_true", help="only say which cases there are")
    arguments = parser.parse_args()
    known = cases()
    if arguments.list:
        for case in known.values():
            say(f"{case.id:<4} {case.what}")
        return 0
    if unknown := set(arguments.ids) - set(known):
        parser.error(f"no such case: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    chosen = [case for case in known.values() if case.id in (arguments.ids or known)]
    with bed.made(bed.Size.wanted()) as place:
        found, failed = measured(chosen, place)
        written = figures.write(found, failed, place, arguments.note)
    say(f"\n{written.relative_to(bed.ROOT)} and latest.md beside it")
    for each in failed:
        say(f"FAILED {each}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
