"""Parts of batches on the disk, as they came: sealed to our exchange key, for this user only.

A part is written whole and synced before the database says that it is here; it goes once it was
worked through.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from jiaxin.gateways.exchange import suites
from jiaxin.gateways.exchange.errors import TooLarge

# Longer than any upload of one part takes.
_UNFINISHED = timedelta(hours=1)


class _Joined:
    home: Path | None = None


def join(home: Path) -> None:
    """Where the exchange keeps its files."""
    _Joined.home = home


def home() -> Path:
    if _Joined.home is None:
        raise RuntimeError("no home is joined")
    return _Joined.home


@dataclass(frozen=True, slots=True)
class Caught:
    """A part that was written, before anybody looked at it."""

    path: Path
    digest: str
    size: int


def catch(chunks: Iterable[bytes], most: int, suite: str) -> Caught:
    """Write what comes, up to so many bytes; TooLarge for more, and nothing is left.

    The digest is that of the suite.
    """
    folder = _private(home() / "incoming")
    path = folder / f"{uuid4().hex}.part"
    digest, size = suites.SUITES[suite].hashing(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Caught(path, digest.digest().hex(), size)


def sweep(now: datetime) -> int:
    """Take away what a killed process was just writing: nobody knows of it; how many there were."""
    folder = home() / "incoming"
    old = [one for one in _files(folder) if one.stat().st_mtime < (now - _UNFINISHED).timestamp()]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def drop(caught: Caught) -> None:
    """It is not wanted."""
    caught.path.unlink(missing_ok=True)


def keep(caught: Caught, inbound: UUID, number: int) -> None:
    """Lay it where it is worked through. Before the database says that it is here."""
    folder = _private(home() / "spool" / str(inbound))
    caught.path.replace(folder / f"{number}.part")
    _sync(folder)


def part(inbound: UUID, number: int) -> bytes | None:
    """A part that was kept."""
    path = home() / "spool" / str(inbound) / f"{number}.part"
    return path.read_bytes() if path.exists() else None


def lay(path: Path, whole: bytes) -> None:
    """Into a folder that another reads: never half of it under its own name."""
    folder = _private(path.parent)
    unfinished = path.with_name(f".{path.name}.writing")
    with unfinished.open("wb") as out:
        out.write(whole)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(path)
    _sync(folder)


def forget(inbound: UUID) -> None:
    """The whole batch was worked through."""
    with suppress(FileNotFoundError):
        shutil.rmtree(home() / "spool" / str(inbound))


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
