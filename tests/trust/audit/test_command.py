"""`jiaxin trail`, as an operator types it, on a database that a superuser has been at."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from jiaxin.config import cli
from jiaxin.trust.audit import merkle
from jiaxin.trust.audit.notes import Head
from jiaxin.trust.audit.rules import Written
from tests.trust.audit.conftest import Write
from tests.trust.audit.lines import NOON, a_line, put

SEAL_ONCE = """
import django
django.setup()
from jiaxin.trust.audit import sealer
sealer.seal(), sealer.sign()
"""

type Trail = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}


def python(url: str, code: str) -> None:
    subprocess.run([sys.executable, "-c", code], env=environment(url), check=True)


@pytest.fixture
def trail(own_database: str) -> Trail:
    """The command on this module's database."""

    def trail(*words: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "jiaxin.config.cli", "trail", *map(str, words)],
            env=environment(own_database),
            capture_output=True,
            text=True,
            check=False,
        )

    return trail


@contextmanager
def superuser(url: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection that no trigger and no right holds back."""
    parts = urlsplit(url)
    try:
        who = urlunsplit(parts._replace(netloc=f"postgres@{parts.netloc.rpartition('@')[2]}"))
        connection = psycopg.connect(who)
    except psycopg.OperationalError:
        connection = psycopg.connect(url)
    with connection:
        found = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if found.fetchone() != (True,):
            pytest.skip("this server lets no test in as its superuser")
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture(scope="module")
def lines(own_database: str) -> list[Written]:
    """Ten sealed lines that stay."""
    made = [a_line(at=NOON + timedelta(seconds=i)) for i in range(10)]
    with psycopg.connect(own_database) as connection:
        for line in made:
            put(connection.cursor(), line)
    python(own_database, SEAL_ONCE)
    return made


def test_a_whole_trail_ends_with_zero(lines: list[Written], trail: Trail) -> None:
    told = trail("check")

    assert told.returncode == 0, told.stderr
    assert "10 lines sealed under 1 checkpoints, 0 waiting" in told.stdout
    assert "The trail is whole." in told.stdout


EDITS = {
    "was changed": "UPDATE audit_line SET outcome = 'refused' WHERE id = %s",
    "was taken away": "DELETE FROM audit_line WHERE id = %s",
    "put in past the triggers": (
        "INSERT INTO audit_line SELECT gen_random_uuid(), at, actor, role, action, subject, proof,"
        " outcome, digest, channel, sign_in, origin, request_id, mac FROM audit_line WHERE id = %s"
    ),
}


@pytest.mark.parametrize("found", EDITS)
def test_a_superusers_hand_is_found(
    lines: list[Written], trail: Trail, own_database: str, found: str
) -> None:
    with superuser(own_database) as connection:
        connection.execute("CREATE TABLE kept AS SELECT * FROM audit_line")
        connection.execute(EDITS[found], [lines[6].id])
    try:
        told = trail("check")
    finally:
        with superuser(own_database) as connection:
            connection.execute("DELETE FROM audit_line")
            connection.execute("INSERT INTO audit_line SELECT * FROM kept")
            connection.execute("DROP TABLE kept")

    assert told.returncode == 3
    assert "NOT whole: 1 findings" in told.stdout
    assert found in told.stdout
    assert found.startswith("put in") or str(lines[6].id) in told.stdout


@dataclass
class Told:
    """What the command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def here(db: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """The command in this very process, on the test's own transaction."""

    def here(*words: object) -> Told:
        try:
            code = cli.main(["trail", *map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Told(code, said.out, said.err)

    return here


type Here = Callable[..., Told]


def test_checkpoints_and_keys_are_printed(sealed: Write, here: Here, tmp_path: Path) -> None:
    sealed(10)
    note, keys = here("checkpoint"), here("checkpoint", "--keys")

    assert note.code == keys.code == 0
    assert note.out.split("\n")[1] == "10"
    assert keys.out.startswith(note.out.split("\n")[0] + "+")

    kept = tmp_path / "kept.note"
    kept.write_text(note.out, encoding="utf-8")
    assert here("check", "--against", kept).code == 0
    kept.write_text(note.out.replace("\n10\n", "\n11\n"), encoding="utf-8")
    refused = here("check", "--against", kept)
    assert refused.code == 1
    assert "no checkpoint that a key of this log signed" in refused.err


def test_a_proof_of_a_line_holds_offline(sealed: Write, here: Here, tmp_path: Path) -> None:
    line = sealed(10)[3]
    receipt = tmp_path / "receipt.json"
    receipt.write_text(here("proof", line.id).out, encoding="utf-8")
    key = here("checkpoint", "--keys").out.strip()

    script = Path(__file__).resolve().parents[3] / "docs" / "verify_receipt.py"
    told = subprocess.run([sys.executable, script, receipt, key], check=False)

    assert told.returncode == 0


def test_a_proof_of_growth_holds(sealed: Write, here: Here) -> None:
    sealed(10)

    said = json.loads(here("proof", "--consistency", 3, 10).out)

    assert merkle.grew(
        3,
        10,
        bytes.fromhex(said["old"]["root"]),
        bytes.fromhex(said["new"]["root"]),
        [bytes.fromhex(hash_) for hash_ in said["proof"]],
    )


def test_what_cannot_be_done_is_said(sealed: Write, here: Here, tmp_path: Path) -> None:
    assert here("checkpoint").code == 1
    sealed(10)

    for words in (
        ("proof", "--consistency", 3, 99),
        ("proof", a_line().id),
        ("check", "--against", tmp_path / "nothing"),
        ("check", "--key", "nonsense"),
        ("export", "--out", tmp_path / "no" / "folder"),
    ):
        told = here(*words)
        assert told.code == 1
        assert told.err
    for typed in ("proof not-an-id", "proof", "nonsense", "export"):
        assert here(*typed.split()).code == 2


def test_help_explains_every_act(here: Here) -> None:
    told = here("--help")

    assert told.code == 0
    for act in ("check", "checkpoint", "proof", "export", "retain", "--against", "--consistency"):
        assert act in told.out


def test_lines_that_wait_long_are_told(write: Write, here: Here) -> None:
    write(2, at=NOON - timedelta(days=1))

    told = here("check")

    assert told.code == 0
    assert "2 waiting" in told.out
    assert "is the job worker running?" in told.out


def test_retaining_drops_nothing_that_is_young(sealed: Write, here: Here) -> None:
    sealed(3)

    told = here("retain")

    assert told.code == 0
    assert told.out.startswith("0 months")


def test_an_export_holds_every_line_and_overwrites_nothing(
    sealed: Write, here: Here, tmp_path: Path
) -> None:
    lines = sealed(10)
    out = tmp_path / "trail.ndjson"

    assert here("export", "--out", out).code == 0

    *records, last = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == [str(line.id) for line in lines]
    root = merkle.fold([bytes.fromhex(record["hash"]) for record in records])
    assert Head.parse(last["checkpoint"].partition("\n\n")[0] + "\n").root == root
    assert out.stat().st_mode & 0o077 == 0
    assert here("export", "--out", out).code == 1
