"""The benchmarks: `make bench`, or `python -m bench [S6 S9 …]`.

  make bench                      every case at 1,000,000 workers, with its floors, in one run
  make bench CASES="S6 S9"        some of them
  make bench QUICK=1              two minutes, to see that it runs; its figures say nothing
  N=8000000 make bench            another size;  ROUNDS=5 for more rounds
  KEEP=1m make bench              kept, too, as bench/results/<day>-1m.json and .md
  BENCH_HOME=folder make bench    keep the server's data there: people are made once only (and
                                  what a run has put in besides is in the next one's S12)
  make bench-compare A=… B=…      two results side by side;  make profile S=S3  where time goes

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

from bench import bed, figures, lanes
from bench.figures import Case, Run
from bench.spent import spent


def cases() -> dict[str, Case]:
    """Every case there is, by its id: a file that cannot be loaded is no reason to stop.

    What measures the bed itself comes before whatever fills it further.
    """
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
    order = sorted(found.values(), key=lambda case: (not case.comes_first, len(case.id), case.id))
    return {case.id: case for case in order}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measured(chosen: Sequence[Case], place: bed.Bed) -> Run:
    """The figures of these cases, what failed, and how long each took."""
    run = Run()
    say(figures.HEAD)
    for case in chosen:
        with spent(place.url) as cost:
            try:
                for figure in case.measure(place):
                    run.figures.append(figure)
                    say(figures.row(figure))
            except Exception as broken:  # noqa: BLE001 — the other cases are measured all the same
                traceback.print_exc()
                run.failed.append(f"{case.id}: {type(broken).__name__}: {broken}")
                say(f"| {case.id} | **FAILED** {broken} | – | – | – | – | – |")
        run.took[case.id] = (cost.wall, cost.cpu)
        say(figures.took_row(case.id, *run.took[case.id]))
    return run


def add(run: Run, other: Run) -> None:
    """What ran beside it, said like the rest."""
    for case, cost in other.took.items():
        for figure in other.figures:
            if figure.id == case:
                say(figures.row(figure))
        say(figures.took_row(case, *cost))
    run.figures += other.figures
    run.failed += other.failed
    run.took |= other.took


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ids", nargs="*", help="which cases (default: all)")
    parser.add_argument("--note", default=os.environ.get("NOTE", ""), help="said in the results")
    parser.add_argument(
        "--keep",
        default=os.environ.get("KEEP", ""),
        help="also kept as bench/results/<day>-<this>.json and .md",
    )
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
    size = bed.Size.wanted()
    here, aside = lanes.split(chosen, size)
    with lanes.beside(aside) as others, bed.made(size) as place:
        run = measured(here, place)
        add(run, others())
        run.whole = len(chosen) == len(known)
        written = figures.write(run, place, arguments.note, arguments.keep)
    for each in written:
        say(f"\n{each.relative_to(bed.ROOT, walk_up=True)} and the table beside it")
    for each in run.failed:
        say(f"FAILED {each}")
    return 1 if run.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
