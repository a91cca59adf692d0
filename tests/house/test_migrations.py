"""Migrations: none missing, one line each, and no lock that stops a busy table."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.house.source import ROOT

pytestmark = pytest.mark.django_db


def our_labels() -> list[str]:
    return [app.label for app in apps.get_app_configs() if app.name.startswith("jiaxin.")]


def our_migrations() -> list[tuple[str, str]]:
    ours = set(our_labels())
    return sorted(key for key in MigrationLoader(connection).disk_migrations if key[0] in ours)


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_each_app_has_one_last_migration() -> None:
    graph = MigrationLoader(connection).graph
    forked = [label for label in our_labels() if len(graph.leaf_nodes(label)) > 1]

    assert forked == []


def test_each_migration_follows_the_one_before_it() -> None:
    loader = MigrationLoader(connection)
    names: dict[str, list[str]] = {}
    for label, name in our_migrations():
        names.setdefault(label, []).append(name)
    broken = [
        f"{label}.{after}"
        for label, ordered in names.items()
        for before, after in itertools.pairwise(ordered)
        if (label, before) not in loader.disk_migrations[label, after].dependencies
    ]

    assert broken == []


# What `jiaxin migrate` says to its connection first: a migration that cannot have its lock gives
# up, instead of making everyone queue behind it.
LIMITS = {"lock_timeout": "5s", "statement_timeout": "15min"}


def as_run(statements: str) -> str:
    """What reaches the database, without the transaction that Django puts around it."""
    whole = {"BEGIN;", "COMMIT;"}
    lines = [f"SET {name} = '{value}';" for name, value in LIMITS.items()]
    return "\n".join([*lines, *(line for line in statements.splitlines() if line not in whole)])


def test_migrating_gives_up_before_it_holds_everyone_up() -> None:
    command = (ROOT / "jiaxin" / "config" / "tables.py").read_text(encoding="utf-8")

    assert [name for name, value in LIMITS.items() if f"{name}={value}" not in command] == []


def test_squawk_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for label, name in our_migrations():
        call_command("sqlmigrate", label, name, no_color=True)
        file = tmp_path / f"{label}_{name}.sql"
        file.write_text(as_run(capsys.readouterr().out), encoding="utf-8")
        files.append(str(file))

    squawk = Path(sys.prefix) / "bin" / "squawk"
    checked = subprocess.run(
        [squawk, "--config", ROOT / ".squawk.toml", *files],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
