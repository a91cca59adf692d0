"""The table of docs/SCALE.md, of kept results: `python -m bench.table`, or `make bench-table`.

The newest result of a whole run, and for a case that it has not, the newest that has it; one of a
million workers and more before a smaller one, for the targets speak of so many.
"""

import sys
from collections.abc import Sequence

from bench import figures, kept
from bench.kept import Kept

PART = "bench-table"
MEANT = 1_000_000


def lines(results: Sequence[Kept]) -> list[str]:
    """What stands between the marks; each case says of which result it is."""
    taken = chosen(results)
    if not taken:
        return ["No result has been kept yet."]
    found = [
        line for case, result in taken.items() for line in figures.rows(_only(result, case))[1:]
    ]
    return [*_sources(taken), "", figures.HEAD, *found]


def chosen(results: Sequence[Kept]) -> dict[str, Kept]:
    """The result that each case is taken of."""
    by_worth = sorted(
        results, key=lambda each: (not each.whole.get("whole", False), each.workers < MEANT)
    )
    taken: dict[str, Kept] = {}
    for result in by_worth:
        for each in result.whole["figures"]:
            taken.setdefault(each["id"], result)
    return dict(sorted(taken.items(), key=lambda one: (one[0][0], len(one[0]), one[0])))


def _only(result: Kept, case: str) -> dict[str, object]:
    took = {name: each for name, each in result.whole.get("took", {}).items() if name == case}
    return {"figures": result.figures(case), "took": took}


def _sources(taken: dict[str, Kept]) -> list[str]:
    said = []
    for name in sorted({each.name for each in taken.values()}, reverse=True):
        cases = [case for case, each in taken.items() if each.name == name]
        result = next(each for each in taken.values() if each.name == name)
        about = figures.about(result.whole).replace("\n", " ")
        said.append(f"* {', '.join(cases)}: [{name}](../bench/results/{name}.md). {about}")
    return said


def main() -> None:
    """The command line."""
    kept.put(kept.SCALE, PART, lines(kept.newest_first(figures.RESULTS)))
    sys.stdout.write("docs/SCALE.md: the table\n")


if __name__ == "__main__":
    main()
