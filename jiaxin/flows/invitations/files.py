"""Uploaded rosters on the disk: sealed block by block as they arrive, gone once worked through.

The file is written whole and synced before the database says that it is here. Its key is random
and rests in the import's row, sealed; a file whose row was never written opens for nobody.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID, uuid4

from jiaxin.flows.invitations import sealed_file
from jiaxin.ground import clock

_FORGOTTEN_AFTER = 24 * 3600


class _Joined:
    home: Path | None = None


def join(home: Path) -> None:
    """Where rosters rest while they are worked through."""
    _Joined.home = home


def _home() -> Path:
    if _Joined.home is None:
        raise RuntimeError("no home is joined")
    _Joined.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _Joined.home


@dataclass(frozen=True, slots=True, repr=False)
class Caught:
    """A file that came whole, before any row of the database says so."""

    path: Path
    key: bytes
    size: int
    digest: bytes

    def drop(self) -> None:
        """It is not wanted."""
        self.path.unlink(missing_ok=True)


class Catching:
    """Seals a file as it comes."""

    def __init__(self) -> None:
        self.path = _home() / f"{uuid4().hex}.coming"
        self._key = sealed_file.new_key()
        self._digest = sha256()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._out = os.fdopen(descriptor, "wb")
        self._writer = sealed_file.Writer(self._out, self._key)

    @property
    def size(self) -> int:
        return self._writer.size

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._writer.write(data)

    def end(self) -> Caught:
        """All of it is here, and on the disk."""
        size = self._writer.end()
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        return Caught(self.path, self._key, size, self._digest.digest())

    def drop(self) -> None:
        """It is not wanted any more."""
        self._out.close()
        self.path.unlink(missing_ok=True)


def keep(caught: Caught, roster: UUID) -> None:
    """Lay it where it is worked through."""
    caught.path.replace(_path(roster))
    descriptor = os.open(_home(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def opened(roster: UUID, key: bytes, size: int) -> Iterator[BinaryIO]:
    """The clear bytes of a roster, as they are read. FileNotFoundError once it is gone."""
    with _path(roster).open("rb") as file:
        yield cast("BinaryIO", sealed_file.Reader(file, key, size))


def forget(roster: UUID) -> None:
    """It was worked through, or is not wanted."""
    _path(roster).unlink(missing_ok=True)


def forget_strays() -> None:
    """Take away what began to come and never arrived."""
    before = clock.now().timestamp() - _FORGOTTEN_AFTER
    for path in _home().glob("*.coming"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _path(roster: UUID) -> Path:
    return _home() / f"{roster}.sealed"
