"""The embedded server: private, alone, and back after the worst."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jiaxin.config.postgres import OWNER, SUPERUSER, WEB, Embedded, PostgresFailed


@pytest.fixture
def home() -> Iterator[Path]:
    # pytest's own folders are closed, and the server may have to step down to another user.
    with tempfile.TemporaryDirectory(prefix="jiaxin-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "home"


@pytest.fixture
def embedded(home: Path) -> Iterator[Embedded]:
    embedded = Embedded(home, durable=False)
    embedded.start()
    yield embedded
    embedded.stop()


def postmaster(embedded: Embedded) -> int:
    return int((embedded.data / "postmaster.pid").read_text().splitlines()[0])


def test_both_roles_come_in_and_neither_is_a_superuser(embedded: Embedded) -> None:
    for role in (OWNER, WEB):
        with psycopg.connect(embedded.address(role)) as connection:
            row = connection.execute(
                "select current_user, rolsuper, current_setting('lc_collate_now', true),"
                " pg_encoding_to_char(encoding), datcollate"
                " from pg_roles, pg_database where rolname = current_user"
                " and datname = current_database()"
            ).fetchone()

        assert row == (role, False, None, "UTF8", "C.UTF-8")


def test_the_web_role_may_not_make_tables(embedded: Embedded) -> None:
    with (
        psycopg.connect(embedded.web_address) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table mine (x int)")


def test_nobody_else_may_walk_in(embedded: Embedded) -> None:
    assert stat.S_IMODE(embedded.sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(embedded.data.stat().st_mode) == 0o700


def test_it_does_not_listen_on_the_network(embedded: Embedded) -> None:
    with psycopg.connect(embedded.address(SUPERUSER, "postgres")) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_data_stay_over_a_restart(home: Path) -> None:
    first = Embedded(home, durable=False)
    first.start()
    with psycopg.connect(first.owner_address) as connection:
        connection.execute("create table kept (x int)")
    first.stop()

    second = Embedded(home, durable=False)
    second.start()
    with psycopg.connect(second.owner_address) as connection:
        connection.execute("select from kept")
    second.stop()


def test_it_comes_back_after_a_kill_with_every_committed_row(home: Path) -> None:
    embedded = Embedded(home, durable=True)
    embedded.start()
    with psycopg.connect(embedded.owner_address) as connection:
        connection.execute("create table kept (x int)")
        connection.execute("insert into kept select generate_series(1, 1000)")
    connection = psycopg.connect(embedded.owner_address)  # a backend that outlives the kill

    os.kill(postmaster(embedded), signal.SIGKILL)
    connection.close()
    embedded.stop()  # the dead one was our child, and only now is its number free
    after = Embedded(home, durable=True)
    after.start()

    with psycopg.connect(after.owner_address) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (1000,)
    after.stop()


def test_a_second_starter_finds_it_running(embedded: Embedded) -> None:
    second = Embedded(embedded.home, durable=False)

    assert second.start() is False
    second.stop()
    assert embedded.answers()


STARTER = """
import sys, time
from pathlib import Path
from jiaxin.config.postgres import Embedded
embedded = Embedded(Path(sys.argv[1]), durable=False)
print(embedded.start(), flush=True)
sys.stdin.read()
embedded.stop()
"""


def starter(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STARTER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_word(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_three_starters_at_once_one_starts_it(home: Path) -> None:
    starters = [starter(home) for _ in range(3)]

    said = sorted(first_word(process) for process in starters)

    assert said == ["False", "False", "True"]
    for process in starters:
        process.communicate("", timeout=60)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has the leash")
def test_it_does_not_outlive_a_killed_starter(home: Path) -> None:
    process = starter(home)
    assert first_word(process) == "True"
    watcher = Embedded(home, durable=False)
    pid = postmaster(watcher)

    process.kill()
    process.communicate(timeout=60)

    assert ended(pid)


def ended(pid: int) -> bool:
    """Whether that process is gone within thirty seconds."""
    done = subprocess.run(
        ["timeout", "30", "sh", "-c", f"while kill -0 {pid} 2>/dev/null; do sleep 0.05; done"],
        check=False,
    )
    return done.returncode == 0


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    embedded = Embedded(home / ("long" * 25), durable=False)

    embedded.start()

    assert embedded.answers()
    embedded.stop()


def test_data_of_another_version_are_refused(home: Path) -> None:
    embedded = Embedded(home, durable=False)
    embedded.start()
    embedded.stop()
    (embedded.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresFailed, match="made by PostgreSQL 12"):
        embedded.start()
