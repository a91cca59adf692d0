"""Small files, small functions, and names that say what is inside."""

import ast

from tests.house.source import PRODUCT, ROOT, SANDBOX, TESTS, every_file, place, python_in, tree_of

MOST_LINES = 500
MOST_LINES_OF_A_FUNCTION = 40
WRITTEN = {".py", ".ts", ".scss", ".html", ".js", ".css"}
# Each is a drawer for whatever has no place yet, or a second way round the door.
BANNED = {
    *("utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"),
    *("mixins", "signals", "admin", "serializers", "selectors", "queries", "tools", "shared"),
}


def test_no_file_is_over_five_hundred_lines() -> None:
    long = [
        f"{place(path)} {lines}"
        for path in every_file()
        if path.suffix in WRITTEN and "migrations" not in path.parts
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MOST_LINES
    ]

    assert not long, "\n".join(long)


def test_no_function_is_over_forty_lines() -> None:
    long = [
        f"{place(path, node)} {node.name} {lines}"
        for path in python_in(PRODUCT, SANDBOX, TESTS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]

    assert not long, "\n".join(long)


def test_no_file_is_called_after_a_drawer() -> None:
    found = [
        place(path)
        for path in every_file()
        if path.suffix in {".py", ".ts"} and path.stem in BANNED
    ]

    assert not found, "\n".join(found)


def test_no_folder_is_called_after_a_drawer() -> None:
    # `flows/queries` is the credit query 信用查询, a word of the trade.
    trade = {PRODUCT / "flows" / "queries", TESTS / "flows" / "queries"}
    folders = {folder for path in python_in(ROOT) for folder in path.parents}

    assert [
        place(folder) for folder in folders if folder.name in BANNED and folder not in trade
    ] == []
