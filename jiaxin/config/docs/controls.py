"""docs/controls.md: standards line by line, each with the tests that show it or a reason."""

import tomllib
from pathlib import Path
from typing import Any

from jiaxin.config.docs.tables import code, page, table

SOURCE = Path(__file__).resolve().parents[3] / "docs" / "controls.toml"
INTRODUCTION = (
    "What two standards ask of an application, line by line, in our own words: the tests that show "
    "it, or the reason why there is none. Written in `docs/controls.toml`; a test fails where a "
    "line has neither, or names a test that is not there."
)


def standards() -> list[dict[str, Any]]:
    """Each standard with its parts, and their lines of id, says, tests, because."""
    return list(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["standard"])


def written() -> str:
    return page("Controls", INTRODUCTION, *(_standard(found) for found in standards()))


def _standard(found: dict[str, Any]) -> str:
    parts = "\n\n".join(_part(part) for part in found["part"])
    return f"## {found['name']}\n\n{found['about']}\n\n{parts}"


def _part(part: dict[str, Any]) -> str:
    rows = [(line["id"], line["says"], _shown(line)) for line in part["lines"]]
    return f"### {part['title']}\n\n{table(['no.', 'asks', 'shown by'], rows)}"


def _shown(line: dict[str, Any]) -> str:
    tests = [code(test.replace("::", " ")) for test in line.get("tests", [])]
    return "<br>".join([*([line["because"]] if "because" in line else []), *tests])
