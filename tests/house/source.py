"""The code as the house tests read it: its files, their syntax trees, its loaded modules."""

import ast
import importlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "jiaxin"
SANDBOX = ROOT / "sandbox"
TESTS = ROOT / "tests"
# What tools make: never written by hand, never committed.
_MADE = {"__pycache__", "node_modules", "built", "dist", "results"}
_KEPT_DOT = {".ci", ".gitignore", ".python-version"}


@cache
def every_file() -> tuple[Path, ...]:
    """Every file that a clone of the repository has."""
    return tuple(_walk(ROOT))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name in _MADE or (entry.name.startswith(".") and entry.name not in _KEPT_DOT):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def python_in(*folders: Path) -> list[Path]:
    """The Python files written by hand in these folders; migrations are generated."""
    return [
        path
        for path in every_file()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and any(path.is_relative_to(folder) for folder in folders)
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where it is, as an editor opens it."""
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def module_name(path: Path) -> str:
    """The dotted name that a file is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_named(*words: str) -> list[ModuleType]:
    """The product's loaded modules called so: a file, or the files of a folder of that name."""
    return [
        importlib.import_module(module_name(path))
        for path in python_in(PRODUCT)
        if path.stem in words or (path.parent.name in words and path.parent != PRODUCT)
    ]


def every_module() -> list[ModuleType]:
    """The whole product, loaded."""
    return [
        importlib.import_module(module_name(path))
        for path in python_in(PRODUCT)
        if path.stem != "__main__"
    ]


def imports_of(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """What a file imports, as full dotted names."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for the expression that says so; what is called or indexed stands as `()`."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{dotted(node.value)}.{node.attr}"
        case ast.Call() | ast.Subscript():
            inner = node.func if isinstance(node, ast.Call) else node.value
            return f"{dotted(inner)}()"
        case _:
            return "()"


def every_call(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Each call in a file, with the dotted name of what is called."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def origins(path: Path) -> dict[str, str]:
    """What each imported name in a file stands for: `now` → `django.utils.timezone.now`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                names[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def called_in(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Each call in a file, with the full name of what is called, however it was imported."""
    names = origins(path)
    for node, name in every_call(path):
        first, dot, rest = name.partition(".")
        yield node, f"{names.get(first, first)}{dot}{rest}"


def comments_of(path: Path) -> Iterator[tuple[int, str]]:
    """Each line of a file that has a comment, numbered."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := re.search(r"#\s*(?:noqa|type:|pragma|nosec|ruff:|mypy:|isort:|fmt:).*", line):
            yield number, found[0]
