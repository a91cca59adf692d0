"""docs/threats.md: what must never happen, what prevents it, where, and which test shows it."""

import tomllib
from pathlib import Path
from typing import Any

from jiaxin.config.docs.tables import code, page, table

SOURCE = Path(__file__).resolve().parents[3] / "docs" / "threats.toml"
INTRODUCTION = (
    "What must never happen, and how we know. Each row names its control, where that stands, and "
    "the tests that fail without it. Written in `docs/threats.toml`; a test fails where a named "
    "file or test is not there."
)


def tables() -> list[dict[str, Any]]:
    """The tables as written: titles, and rows of threat, control, where, tests."""
    return list(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["table"])


def written() -> str:
    return page("Threats", INTRODUCTION, *(_section(found) for found in tables()))


def _section(found: dict[str, Any]) -> str:
    rows = [
        (
            row["threat"],
            row["control"],
            "<br>".join(code(place) for place in row["where"]),
            "<br>".join(
                f"{code(file)} {_sentence(name)}" for file, name in map(_parted, row["tests"])
            ),
        )
        for row in found["row"]
    ]
    head = ["threat", "control", "where", "test"]
    return f"## {found['zh']} {found['en']}\n\n{table(head, rows)}"


def _parted(test: str) -> tuple[str, str]:
    file, _, name = test.partition("::")
    return file, name


def _sentence(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ")
