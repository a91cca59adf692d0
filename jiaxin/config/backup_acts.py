"""What `jiaxin backup` does, once the apps are loaded."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.conf import settings

from jiaxin.config import backup_file
from jiaxin.config.at_hand import Cannot
from jiaxin.config.backup_file import BadBackup, Header
from jiaxin.config.postgres import installed
from jiaxin.config.screen import now_and_then, say
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys, suites
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import tree

OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)


def backup(out: Path) -> int:
    """Dump one moment of the database into a sealed file, whole or not at all."""
    if out.exists():
        raise Cannot(f"{out} is there already; it stays as it is")
    beside = out.with_name(f"{out.name}.part")
    size = tree.size()
    rights.note_backup(OPERATOR, lines=size)
    header = Header.new(
        made_at=clock.now().isoformat(),
        version=version("jiaxin"),
        tree=size,
        by=suites.named(settings.SUITE),
        ring=held_keys.ring(),
    )
    try:
        _dump_into(beside, header)
        beside.rename(out)
    except OSError as wrong:
        raise Cannot(f"{out}: {wrong.strerror}") from wrong
    finally:
        beside.unlink(missing_ok=True)
    say(f"{out}: {out.stat().st_size:,} bytes, up to line {size} of the trail.")
    say("It opens with this deployment's root.json only; keep a copy of that elsewhere.")
    return 0


def check(path: Path) -> int:
    """Read a backup through to its end: it opens, nothing is missing, the dump can be read."""
    # Turned into statements that go nowhere: what cannot be read cannot be restored.
    nowhere = ("pg_restore", "--file=/dev/null")
    with open_backup(path) as (header, pieces), program(*nowhere, read=True) as reader:
        for piece in told(pieces):
            reader.write(piece)
    say(f"{path}: whole; made {header.made_at} by version {header.version}.")
    return 0


@contextmanager
def open_backup(path: Path) -> Iterator[tuple[Header, Iterator[bytes]]]:
    """A backup's header and its proven pieces; Cannot for what is none."""
    try:
        with path.open("rb") as file:
            header = backup_file.read_header(file)
            yield header, backup_file.opened(file, header, held_keys.ring())
    except OSError as wrong:
        raise Cannot(f"{path}: {wrong.strerror}") from wrong
    except BadBackup as wrong:
        raise Cannot(f"{path}: {wrong}") from wrong


@contextmanager
def program(name: str, *words: str, read: bool = False) -> Iterator[IO[bytes]]:
    """A program of PostgreSQL's that is written to or read from; Cannot with what it said."""
    process = subprocess.Popen(  # noqa: S603 — a program of the packaged server
        [str(installed() / "bin" / name), *words],
        stdin=subprocess.PIPE if read else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if read else subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
    )
    pipe = process.stdin if read else process.stdout
    assert pipe is not None  # noqa: S101 — asked for above
    try:
        yield pipe
        pipe.close()
    except BrokenPipeError:
        pass  # it ended early, and has said why
    except BaseException:
        process.kill()
        process.communicate()
        raise
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.wait():
        raise Cannot(f"{name}: {said.strip()}")


def told(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces, with word every few seconds of how far it is."""
    said, done = now_and_then(), 0
    for piece in pieces:
        done += len(piece)
        said(f"{done / 1e6:,.0f} MB")
        yield piece


def _dump_into(path: Path, header: Header) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        with program("pg_dump", *_what()) as dump:
            sealer = backup_file.Sealer(out, header, held_keys.ring())
            for piece in told(iter(partial(dump.read, backup_file.PIECE), b"")):
                sealer.add(piece)
        # Only after the program ended well: a dump that broke off has no end, and does not open.
        sealer.end()
        out.flush()
        os.fsync(out.fileno())


def _what() -> Sequence[str]:
    # Sealed columns do not shrink; the rest is worth a light squeeze.
    return ("--format=custom", "--compress=gzip:1", "--no-owner", f"--dbname={database_url()}")


def database_url() -> str:
    """The server, as the migrating role."""
    return os.environ["DATABASE_URL"]
