"""The set-up script: only what every Python has, and plain words when something is missing."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_needs_nothing_but_the_standard_library() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }

    assert imported <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(), feature_version=(3, 10))


def test_a_shim_that_only_complains_is_passed_over(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setattr(bootstrap, "_pythons", lambda tool: [str(shim), sys.executable])

    assert bootstrap.python(Path("uv")) == sys.executable


def test_without_any_python_it_says_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_pythons", lambda tool: [])

    with pytest.raises(bootstrap.CannotSetUp, match=r"apt install python3\.13"):
        bootstrap.python(Path("/nowhere/uv"))


@pytest.mark.parametrize(
    ("said", "version"), [("uv 0.9.2 (abc)", (0, 9)), ("uv 1.0.0", (1, 0)), ("", (0,))]
)
def test_uv_says_its_version(bootstrap: ModuleType, said: str, version: tuple[int, ...]) -> None:
    assert bootstrap._version(said) == version


def test_an_unknown_word_gets_the_help() -> None:
    answer = subprocess.run(
        [sys.executable, str(SCRIPT), "dance"], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 2
    assert "bootstrap.py run" in answer.stdout
