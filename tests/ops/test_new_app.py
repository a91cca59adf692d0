"""A new app is laid out as the house wants it."""

import ast
import shutil
import tomllib
from pathlib import Path

import pytest

from ops.new_app import CannotLayOut, lay_out

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for file in ("pyproject.toml", "jiaxin/config/settings.py", "docs/ARCHITECTURE.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


@pytest.mark.parametrize("floor", ["trust", "facts", "flows", "gateways"])
def test_an_app_is_entered_everywhere(house: Path, floor: str) -> None:
    made = lay_out(house, floor, "deposits", "保证金")

    for path in made:
        if path.suffix == ".py":
            ast.parse(path.read_text(encoding="utf-8"))
    contracts = tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))
    mine = [
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == [f"jiaxin.{floor}"]
    ]
    assert mine[0][0] == "deposits"
    settings = (house / "jiaxin/config/settings.py").read_text(encoding="utf-8")
    assert f'"jiaxin.{floor}.deposits.apps.DepositsConfig",' in settings
    assert "`deposits`" in (house / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    assert "保证金" in (house / f"jiaxin/{floor}/deposits/__init__.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("floor", "name"), [("portals", "deposits"), ("flows", "Deposits"), ("flows", "../x")]
)
def test_a_bad_name_or_floor_is_refused(house: Path, floor: str, name: str) -> None:
    with pytest.raises(CannotLayOut):
        lay_out(house, floor, name, "保证金")


def test_an_app_that_is_there_is_not_touched(house: Path) -> None:
    lay_out(house, "flows", "deposits", "保证金")

    with pytest.raises(CannotLayOut, match="there already"):
        lay_out(house, "flows", "deposits", "保证金")
