"""What the cases are measured on: a durable server with the product's tables, keys and people."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything. `quick` is only to see that it runs; its figures say nothing."""

    workers: int
    seconds: float
    rounds: int
    quick: bool

    @classmethod
    def wanted(cls) -> "Size":
        """As the environment asks: N=8000000, QUICK=1, ROUNDS=5."""
        quick = os.environ.get("QUICK", "") not in ("", "0")
        workers = int(os.environ.get("N") or (20_000 if quick else 1_000_000))
        rounds = int(os.environ.get("ROUNDS") or (1 if quick else 3))
        return cls(workers, 2.0 if quick else 10.0, rounds, quick)


@dataclass(frozen=True, slots=True)
class Bed:
    """One server for all cases of a run, its owner's address, and a folder for whatever is kept."""

    url: str
    home: Path
    size: Size

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self.url, autocommit=True)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.connect() as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 — names of this folder
        return int(str(row[0])) if row else 0

    def database(self, name: str) -> str:
        """The address of a migrated database of that name, beside this one, made anew."""
        with self.connect() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        url = urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))
        subprocess.run(
            [sys.executable, "-m", "jiaxin.config.tables"],
            env=os.environ | {"DATABASE_URL": url},
            check=True,
        )
        return url

    def fill(self) -> None:
        """See that there are as many workers as wanted."""
        from bench import people  # noqa: PLC0415 — not every case needs people

        there = self.count("identity_worker")
        if there < self.size.workers:
            people.fill(self.url, self.size.workers - there, first=there)


@contextlib.contextmanager
def made(size: Size) -> Iterator[Bed]:
    """A bed until the end of the block: its own server, or the one of DATABASE_URL.

    BENCH_HOME names a folder that stays, so that people need be made once only.
    """
    os.environ |= {"JIAXIN_MODE": "test", "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}
    with contextlib.ExitStack() as ends:
        if kept := os.environ.get("BENCH_HOME"):
            home = Path(kept).absolute()
            home.mkdir(parents=True, exist_ok=True)
        else:
            home = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="jiaxin-bench-")))
        home.chmod(0o711)
        os.environ["JIAXIN_HOME"] = str(home)
        if not (url := os.environ.get("DATABASE_URL")):
            from jiaxin.config.postgres import Embedded  # noqa: PLC0415 — not with a server given

            server = Embedded(home)
            server.start()
            ends.callback(server.stop)
            url = os.environ["DATABASE_URL"] = server.owner_address
        subprocess.run([sys.executable, "-m", "jiaxin.config.tables"], check=True)
        yield Bed(url, home, size)
