"""S12, growth: docs/growth.svg and its table in docs/SCALE.md, of kept results, at several sizes.

  N=100000 KEEP=100k make bench CASES="S1 S2 S3 S4 S6 S7 S12"     a result at one size
  make bench-growth                                               draws all that were kept

Every kept result says how many workers there were. Of several at one size the newest counts, figure
by figure. What was not measured is said to be so.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import figures, kept, plot
from bench.bed import ROOT
from bench.figures import rounded
from bench.kept import Kept

PICTURE = ROOT / "docs" / "growth.svg"
PART = "bench-growth"
SIZES = (100_000, 1_000_000, 8_000_000)
CPU = ": CPU of web and database"
MOST, NOT = 1.1, "not measured"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plot: the figures of a case whose words end so, each divided by `by`."""

    title: str
    case: str
    ends: str
    by: float = 1.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that share a unit."""

    title: str
    unit: str
    lines: Sequence[Line]


PANELS = (
    Panel(
        "CPU a request, web and database",
        "ms",
        (
            Line("S1 scan", "S1", CPU, 1000),
            Line("S2 request", "S2", CPU, 1000),
            Line("S3 record", "S3", CPU, 1000),
            Line("S4 who looked", "S4", CPU, 1000),
        ),
    ),
    Panel(
        "Time a row",
        "µs",
        (
            Line("S6 compared", "S6", "a compared worker"),
            Line("S7 imported", "S7", "a row taken in"),
        ),
    ),
    Panel(
        "Bytes a worker",
        "bytes",
        (
            Line("database", "S12", "all of them, a worker"),
            Line("of it indexes", "S12", "their indexes, a worker"),
        ),
    ),
)

type Points = dict[int, float]


def points(results: Sequence[Kept], line: Line) -> Points:
    """What was measured at each size; results come newest first."""
    found: Points = {}
    for result in results:
        for each in result.figures(line.case):
            if each["what"].endswith(line.ends) and each["value"] is not None:
                found.setdefault(result.workers, each["value"] / line.by)
    return dict(sorted(found.items()))


def sizes(results: Sequence[Kept]) -> list[int]:
    """The sizes that are asked for, and those that were measured besides."""
    found = {size for panel in PANELS for line in panel.lines for size in points(results, line)}
    return sorted(found | {*SIZES})


def drawn(results: Sequence[Kept]) -> str:
    """The picture."""
    panels = [
        plot.Panel(
            panel.title,
            panel.unit,
            [plot.Line(line.title, points(results, line)) for line in panel.lines],
        )
        for panel in PANELS
    ]
    return plot.svg(panels, sizes(results), "workers in the database")


def table(results: Sequence[Kept]) -> list[str]:
    """The same as a table, with how much the last costs over the first."""
    at = sizes(results)
    head = [f"{size:,}" for size in at]
    lines = [
        f"| at so many workers | {' | '.join(head)} | last ÷ first (target ≤ {MOST}) |",
        "|---" * (len(at) + 2) + "|",
    ]
    for panel in PANELS:
        for line in panel.lines:
            found = points(results, line)
            cells = [f"{line.title}: {panel.title}"]
            cells += [f"{rounded(found[one])} {panel.unit}" if one in found else NOT for one in at]
            lines.append(f"| {' | '.join(cells)} | {grown(found)} |")
    return lines


def grown(found: Points) -> str:
    """The last over the first, where there are two."""
    if len(found) < 2:
        return "–"
    values = list(found.values())
    ratio = values[-1] / values[0]
    return f"{ratio:.2f}" if ratio <= MOST else f"**{ratio:.2f}**"


def write(results: Sequence[Kept], picture: Path, document: Path) -> None:
    """The picture, and the table that names it."""
    picture.write_text(drawn(results), encoding="utf-8")
    shown = f"![What a request, a row and a worker cost at several sizes]({picture.name})"
    kept.put(document, PART, [shown, "", *table(results)])


def main() -> None:
    """The command line."""
    write(kept.newest_first(figures.RESULTS), PICTURE, kept.SCALE)
    sys.stdout.write("docs/growth.svg, and its table in docs/SCALE.md\n")


if __name__ == "__main__":
    main()
