"""The operator's command: its help, and what it says when something is wrong."""

import argparse
import json
import stat
from pathlib import Path

import pytest

from jiaxin.config import cli


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIAXIN_HOME", str(tmp_path))
    return tmp_path


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for command in cli.COMMANDS:
        with pytest.raises(SystemExit) as ended:
            cli.main([command, "--help"])

        assert ended.value.code == 0
        assert len(capsys.readouterr().out.splitlines()) > 4


def test_the_help_names_what_the_environment_may_say() -> None:
    whole = cli.parser().format_help()

    for name in ("JIAXIN_HOME", "JIAXIN_MODE", "DATABASE_URL", "DATABASE_OWNER_URL", "LAN", "PORT"):
        assert name in whole


def test_each_command_has_its_module() -> None:
    actions = cli.parser()._actions
    named = [action.choices for action in actions if isinstance(action, argparse._SubParsersAction)]

    assert set(named[0]) == set(cli.COMMANDS)


def test_status_of_nothing_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status", "--json"]) == 1

    said = json.loads(capsys.readouterr().out)
    assert said["running"] is False
    assert said["parts"] == {"web": False}


def test_production_without_keys_says_all_that_is_missing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIAXIN_MODE", "production")
    monkeypatch.delenv("JIAXIN_PUBLIC_URL", raising=False)
    monkeypatch.setenv("PORT", "18443")

    assert cli.main(["up"]) == 1

    said = capsys.readouterr().err
    assert "JIAXIN_PUBLIC_URL is missing" in said
    assert "jiaxin keys create" in said


def test_keys_are_made_once_and_for_their_owner_only(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["keys", "create"]) == 0
    made = (home / "keys" / "root.json").read_bytes()

    assert cli.main(["keys", "create"]) == 1
    assert (home / "keys" / "root.json").read_bytes() == made
    assert stat.S_IMODE((home / "keys" / "root.json").stat().st_mode) == 0o600
    assert cli.main(["keys", "where"]) == 0
    assert "root.json  600" in capsys.readouterr().out
