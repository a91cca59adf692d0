"""The tables of threats and controls name what is there: one without its test is a promise."""

import ast
from typing import Any

from jiaxin.config.docs.controls import standards
from jiaxin.config.docs.threats import tables
from tests.house.source import ROOT, TESTS, tree_of

THREATS: list[dict[str, Any]] = [row for found in tables() for row in found["row"]]
LINES: dict[str, dict[str, Any]] = {
    f"{found['name']} {part['title']} {line['id']}": line
    for found in standards()
    for part in found["part"]
    for line in part["lines"]
}


def names_in(file: str) -> set[str]:
    path = TESTS / file
    if not path.exists():
        return set()
    return {node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)}


def missing(rows: list[dict[str, Any]]) -> list[str]:
    """The tests that these rows name and nobody wrote."""
    named = {test for row in rows for test in row.get("tests", [])}
    return sorted(t for t in named if t.partition("::")[2] not in names_in(t.partition("::")[0]))


def test_every_threat_has_a_place_and_a_test() -> None:
    bare = [row["threat"] for row in THREATS if not row["where"] or not row["tests"]]

    assert not bare


def test_every_line_of_a_standard_has_a_test_or_a_reason() -> None:
    bare = [name for name, line in LINES.items() if not (line.get("tests") or line.get("because"))]

    assert not bare


def test_every_named_test_exists() -> None:
    assert not missing(THREATS)
    assert not missing(list(LINES.values()))


def test_every_named_place_exists() -> None:
    gone = [place for row in THREATS for place in row["where"] if not (ROOT / place).exists()]

    assert not gone, "\n".join(gone)


def test_no_threat_stands_twice() -> None:
    threats = [row["threat"] for row in THREATS]

    assert sorted(threats) == sorted(set(threats))
