"""`jiaxin exam-tables`, as an operator types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiaxin.config import cli
from tests import database
from tests.facts.health.test_formats import SAMPLE


@pytest.fixture
def official(tmp_path: Path) -> Path:
    file = tmp_path / "official.toml"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def test_the_sample_that_it_prints_is_a_file_that_it_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["exam-tables", "sample"]) == 0
    file = tmp_path / "mine.toml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    assert cli.main(["exam-tables", "check", str(file)]) == 0
    assert "no fault" in capsys.readouterr().out


def test_checking_names_each_fault_with_its_file(
    official: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    official.write_text(SAMPLE.replace("months = 12", "months = 99"), encoding="utf-8")

    assert cli.main(["exam-tables", "check", str(official)]) == 1

    said = capsys.readouterr().err
    assert said.count(f"{official}: classes[") == 4
    assert cli.main(["exam-tables", "check", str(official) + ".not"]) == 1


def test_loading_brings_an_edition_in_force(server: None, official: Path) -> None:
    url = database.fresh("exam-tables")
    try:
        loaded = typed(url, "load", str(official))
        shown = typed(url, "show", "--on", "2026-01-01")
        before = typed(url, "show", "--on", "2025-12-31")
        refused = typed(url, "load", str(official.parent / "none.toml"))
    finally:
        database.drop(database.name_of(url))

    assert loaded.returncode == 0, loaded.stderr
    assert "Item mother_baby" in shown.stdout
    assert "SAMPLE" in before.stdout
    assert refused.returncode == 1
    assert "none.toml" in refused.stderr


def typed(url: str, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, "-m", "jiaxin.config.cli", "exam-tables", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
