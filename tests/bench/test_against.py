"""Two results of the benchmarks, side by side."""

import json
from pathlib import Path

from bench import against


def result(folder: Path, name: str, *figures: tuple[str, str, float, float | None]) -> Path:
    """A kept result."""
    file = folder / name
    said = [
        {"id": case, "what": what, "value": value, "unit": "/s", "floor": floor}
        for case, what, value, floor in figures
    ]
    file.write_text(json.dumps({"figures": said}), encoding="utf-8")
    return file


def test_like_is_laid_beside_like(tmp_path: Path) -> None:
    before = result(tmp_path, "a.json", ("S1", "scan", 200, 800), ("S1", "p99", 20, None))
    after = result(tmp_path, "b.json", ("S1", "p99", 10, None), ("S1", "scan", 300, 810))

    _, *rows = against.lines(before, after)

    assert rows == [
        "| S1 | scan | 200 /s | 300 /s | 1.50 | 800 | 810 |",
        "| S1 | p99 | 20 /s | 10 /s | 0.50 | – | – |",
    ]


def test_what_only_one_of_them_has_is_said_all_the_same(tmp_path: Path) -> None:
    before = result(tmp_path, "a.json", ("S1", "scan", 200, None))
    after = result(tmp_path, "b.json", ("S6", "night", 80, None))

    _, *rows = against.lines(before, after)

    assert rows == [
        "| S1 | scan | 200 /s | – | – | – | – |",
        "| S6 | night | – | 80 /s | – | – | – |",
    ]
