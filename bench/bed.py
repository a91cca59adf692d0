"""What the cases are measured on: a durable server with the product's tables, keys and people."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]

# So many that each case finds people of its own: they take them from different places in the line.
QUICK_WORKERS, QUICK_SECONDS = 1_200, 0.6


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
        workers = int(os.environ.get("N") or (QUICK_WORKERS if quick else 1_000_000))
        rounds = int(os.environ.get("ROUNDS") or (1 if quick else 3))
        return cls(workers, QUICK_SECONDS if quick else 10.0, rounds, quick)


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

    def seconds_to_copy(self, table: str, where: str) -> float:
        """The least that rows cost: COPY of these, sealed as they are, into an empty table.

        With the table's own keys and indexes, and committed.
        """
        with self.connect() as out, self.connect() as into:
            into.execute("DROP TABLE IF EXISTS bench_floor")
            into.execute(f"CREATE TABLE bench_floor (LIKE {table} INCLUDING ALL)")
            query = f"COPY (SELECT * FROM {table} WHERE {where}) TO STDOUT (FORMAT BINARY)"  # noqa: S608 — names of this folder
            with out.cursor().copy(query) as source:
                held = [bytes(block) for block in source]
            began = time.monotonic()
            with into.cursor().copy("COPY bench_floor FROM STDIN (FORMAT BINARY)") as target:
                for block in held:
                    target.write(block)
            lasted = time.monotonic() - began
            into.execute("DROP TABLE bench_floor")
        return lasted

    def fill(self) -> None:
        """See that there are as many workers as wanted."""
        from bench import people  # noqa: PLC0415 — not every case needs people

        there = self.count("identity_worker")
        if there < self.size.workers:
            people.fill(self.url, self.size.workers - there, first=there)


def told_by(module: str, *words: str) -> dict[str, Any]:
    """What a module says at the end of its work, in a process of its own: its last line, JSON."""
    done = subprocess.run(  # noqa: S603 — modules of this folder
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def quarter() -> str:
    """What a server of its own has as shared buffers (PostgreSQL's manual, 19.4): a quarter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{max(128, memory // 4 >> 20)}MB"


@contextlib.contextmanager
def made(size: Size) -> Iterator[Bed]:
    """A bed until the end of the block: its own server, or the one of DATABASE_URL.

    BENCH_HOME names a folder that stays, so that people need be made once only.
    """
    os.environ |= {"JIAXIN_MODE": "test", "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}
    # Servers start from bytecode, as the product's do from their second start on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Connections are kept, as the running product keeps them.
    os.environ.setdefault("JIAXIN_DB_POOL", "16")
    with contextlib.ExitStack() as ends:
        if kept := os.environ.get("BENCH_HOME"):
            home = Path(kept).absolute()
            home.mkdir(parents=True, exist_ok=True)
        else:
            home = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="jiaxin-bench-")))
        home.chmod(0o711)
        os.environ["JIAXIN_HOME"] = str(home)
        if not (url := os.environ.get("DATABASE_URL")):
            from jiaxin.config.postgres import (  # noqa: PLC0415 — not with a server given
                OWNER,
                SUPERUSER,
                Embedded,
            )

            server = Embedded(home, buffers=quarter())
            server.start()
            ends.callback(server.stop)
            # Some cases want a database of their own beside the product's.
            with psycopg.connect(server.address(SUPERUSER), autocommit=True) as connection:
                connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
            url = os.environ["DATABASE_URL"] = server.owner_address
        subprocess.run([sys.executable, "-m", "jiaxin.config.tables"], check=True)
        yield Bed(url, home, size)
