"""Two results side by side: `python -m bench.against one.json other.json`.

A figure is laid beside the one of the same case and words. What stands in one of them only is said.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bench.figures import rounded

HEAD = "| id | what | A | B | B ÷ A | floor A | floor B |\n|---|---|---|---|---|---|---|"


def read(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """The figures of a result, by case and words."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    return {(each["id"], each["what"]): each for each in whole["figures"]}


def lines(a: Path, b: Path) -> list[str]:
    """The table."""
    one, other = read(a), read(b)
    return [HEAD, *(_line(key, one.get(key), other.get(key)) for key in {**one, **other})]


def _line(key: tuple[str, str], one: dict[str, Any] | None, other: dict[str, Any] | None) -> str:
    measured = one and other and one["value"] and other["value"] is not None
    ratio = f"{other['value'] / one['value']:.2f}" if measured else "–"  # type: ignore[index]  # both
    cells = [*key, _value(one), _value(other), ratio, _floor(one), _floor(other)]
    return f"| {' | '.join(cells)} |"


def _value(figure: dict[str, Any] | None) -> str:
    if figure is None or figure["value"] is None:
        return "–"
    return f"{rounded(figure['value'])} {figure['unit']}"


def _floor(figure: dict[str, Any] | None) -> str:
    return rounded(figure["floor"]) if figure and figure["floor"] else "–"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench-compare", description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    chosen = parser.parse_args()
    sys.stdout.write("\n".join(lines(chosen.a, chosen.b)) + "\n")


if __name__ == "__main__":
    main()
