"""The plot and the tables of growth, and of all cases, from kept results."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from bench import figures, growth, kept, plot, table

MACHINE = {"cores": 2, "memory_gib": 4, "system": "Linux", "processor": "x", "python": "3.13"}
SVG = "{http://www.w3.org/2000/svg}"


def a_figure(case: str, what: str, value: float | None, **more: Any) -> dict[str, Any]:
    said = {"id": case, "what": what, "value": value, "unit": "", "floor": None, "note": ""}
    return said | more


def keep(folder: Path, name: str, workers: int, *found: dict[str, Any], **more: Any) -> None:
    """A result as a run leaves it."""
    said = {
        "at": f"{name[:10]}T12:00:00+00:00",
        "commit": "abc",
        "machine": MACHINE,
        "workers": workers,
        "quick": False,
        "note": "",
        "failed": [],
        "figures": found,
    }
    (folder / f"{name}.json").write_text(json.dumps(said | more), encoding="utf-8")


def words(picture: str) -> list[str]:
    return [each.text or "" for each in Tree.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 — our own


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Two sizes, one of them measured twice, and a quick run that counts for nothing."""
    scan, row = f"scan{growth.CPU}", "a compared worker"
    keep(tmp_path, "2026-11-01-100k", 100_000, a_figure("S1", scan, 2000), a_figure("S6", row, 80))
    keep(tmp_path, "2026-11-02-1m", 1_000_000, a_figure("S1", scan, 9000), a_figure("S6", row, 84))
    keep(tmp_path, "2026-11-03-1m", 1_000_000, a_figure("S1", scan, 2500))
    keep(tmp_path, "2026-11-04-quick", 1_000_000, a_figure("S6", row, 9999), quick=True)
    return tmp_path


def test_of_one_size_the_newest_result_counts_figure_by_figure(results: Path) -> None:
    rows = growth.table(kept.newest_first(results))

    assert rows[2].startswith("| S1 scan")
    assert rows[2].endswith("| 2 ms | 2.5 ms | not measured | **1.25** |")
    assert next(row for row in rows if row.startswith("| S6")).endswith(
        "| 80 µs | 84 µs | not measured | 1.05 |"
    )


def test_the_plot_has_a_mark_a_figure_and_says_what_was_not_measured(results: Path) -> None:
    picture = growth.drawn(kept.newest_first(results))

    assert [len(line) for line in drawn_lines(picture)] == [2, 2]
    said = words(picture)
    # Each of the three panels: nothing at 8M; of bytes nothing at all.
    assert [said.count(size) for size in ("100k", "1M", "8M")] == [3, 3, 3]
    assert said.count("not measured") == 1 + 1 + 3
    assert "not measured: S7 at 100k, 1M" in said


def drawn_lines(picture: str) -> list[list[str]]:
    root = Tree.fromstring(picture)  # noqa: S314 — our own
    return [each.attrib["points"].split() for each in root.iter(f"{SVG}polyline")]


def test_what_costs_the_same_is_drawn_level(results: Path) -> None:
    same = [plot.Panel("a", "s", [plot.Line("b", {100: 5.0, 1_000: 5.0, 10_000: 5.0})])]

    (line,) = drawn_lines(plot.svg(same, [100, 1_000, 10_000], "workers"))
    across, up = zip(*(point.split(",") for point in line), strict=True)

    assert len(set(up)) == 1
    assert float(across[1]) - float(across[0]) == pytest.approx(
        float(across[2]) - float(across[1]), abs=0.2
    )


def test_the_axis_has_round_steps_up_to_above_the_most() -> None:
    assert plot.steps(80.2) == [0, 25, 50, 75, 100]
    assert plot.steps(0.3) == [0, 0.1, 0.2, 0.3]


def test_each_case_is_of_the_newest_whole_run_and_else_of_the_newest_that_has_it(
    tmp_path: Path,
) -> None:
    keep(
        tmp_path,
        "2026-11-01-whole",
        10,
        a_figure("S1", "scan", 1),
        a_figure("S2", "ask", 1),
        whole=True,
    )
    keep(tmp_path, "2026-11-02-part", 10, a_figure("S2", "ask", 2), a_figure("S10", "faces", 2))
    keep(tmp_path, "2026-11-03-part", 10, a_figure("S10", "faces", 3))

    taken = table.chosen(kept.newest_first(tmp_path))

    assert {case: result.name for case, result in taken.items()} == {
        "S1": "2026-11-01-whole",
        "S2": "2026-11-01-whole",
        "S10": "2026-11-03-part",
    }
    assert [row.split(" | ")[:3] for row in table.lines([*taken.values()]) if row[:3] == "| S"] == [
        ["| S1", "scan", "1"],
        ["| S2", "ask", "1"],
        ["| S10", "faces", "3"],
    ]


def test_a_case_measured_at_a_million_comes_before_a_newer_smaller_one(tmp_path: Path) -> None:
    keep(tmp_path, "2026-11-01-1m", 1_000_000, a_figure("S1", "scan", 1))
    keep(tmp_path, "2026-11-02-100k", 100_000, a_figure("S1", "scan", 2), a_figure("S2", "ask", 2))

    taken = table.chosen(kept.newest_first(tmp_path))

    assert {case: result.name for case, result in taken.items()} == {
        "S1": "2026-11-01-1m",
        "S2": "2026-11-02-100k",
    }


def test_what_could_not_be_measured_says_why() -> None:
    said = {"figures": [a_figure("S11", "/: score", None, note="no network")]}

    assert figures.rows(said)[1] == (
        "| S11 | /: score | not measured: no network | – | – | – | – |"
    )


def test_lines_are_put_between_the_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("before\n<!-- a: begin -->\nold\n<!-- a: end -->\nafter\n")

    kept.put(document, "a", ["new"])
    kept.put(document, "a", ["newer"])

    assert document.read_text() == (
        "before\n<!-- a: begin -->\n\nnewer\n\n<!-- a: end -->\nafter\n"
    )
    with pytest.raises(SystemExit, match="no marks of the part b"):
        kept.put(document, "b", ["new"])


def test_the_documents_show_the_results_that_are_kept(tmp_path: Path) -> None:
    results = kept.newest_first(figures.RESULTS)
    picture, scale = tmp_path / growth.PICTURE.name, tmp_path / "SCALE.md"
    scale.write_text(kept.SCALE.read_text(encoding="utf-8"), encoding="utf-8")

    growth.write(results, picture, scale)
    kept.put(scale, table.PART, table.lines(results))

    assert picture.read_text("utf-8") == growth.PICTURE.read_text("utf-8"), "make bench-growth"
    assert scale.read_text("utf-8") == kept.SCALE.read_text("utf-8"), "make bench-table"
