"""A backup's file: a line that says what it is, then sealed pieces that open in their order only.

    jiaxin-backup-1 LF   one JSON object LF   (length, sealed piece)… until an empty last piece

A piece is sealed by the deployment's suite under a key of this file's own, derived from the ring
(RFC 5869) with the salt in the header, and bound to the header, to its place and to whether it is
the last: nothing is left out, swapped, added or cut off without it showing.
"""

import hashlib
import json
import secrets
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jiaxin.ground.crypto.keyring import KeyRing
from jiaxin.ground.crypto.suites import DoesNotOpen, Suite, suite

MAGIC = b"jiaxin-backup-1\n"
PURPOSE = "backup"
PIECE = 1024 * 1024
# Nonce, tag, and room for a suite to come.
LONGEST = PIECE + 64
LONGEST_HEADER = 64 * 1024


class BadBackup(Exception):
    """The file is no backup, is not whole, or belongs to another deployment; says which."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself in clear: nothing about anybody."""

    made_at: str
    version: str
    tree: int
    suite: int
    salt: str
    mark: str

    @classmethod
    def new(cls, *, made_at: str, version: str, tree: int, by: Suite, ring: KeyRing) -> Self:
        return cls(made_at, version, tree, by.id, secrets.token_hex(32), mark_of(ring))

    @property
    def line(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode() + b"\n"


def mark_of(ring: KeyRing) -> str:
    """What tells two key rings apart, and says nothing of either."""
    return hashlib.sha256(b"mark" + ring.purpose_key(PURPOSE)).hexdigest()[:16]


class Sealer:
    """Writes a backup piece by piece."""

    def __init__(self, out: BinaryIO, header: Header, ring: KeyRing) -> None:
        self._out = out
        self._pieces = _Pieces(header, ring)
        out.write(MAGIC + header.line)

    def add(self, piece: bytes) -> None:
        """Seal the next piece; an empty one is the end, and `end` says that."""
        self._write(self._pieces.seal(piece))

    def end(self) -> None:
        """Say that nothing is missing. A file without this does not open."""
        self._write(self._pieces.seal(b""))

    def _write(self, sealed: bytes) -> None:
        self._out.write(struct.pack(">I", len(sealed)) + sealed)


def read_header(file: BinaryIO) -> Header:
    """What a file says of itself. Nothing of it is proven before its pieces open."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BadBackup("this is no backup of Jiaxin")
    try:
        return Header(**json.loads(file.readline(LONGEST_HEADER)))
    except (ValueError, TypeError) as wrong:
        raise BadBackup("the first line of the backup is broken") from wrong


def opened(file: BinaryIO, header: Header, ring: KeyRing) -> Iterator[bytes]:
    """The pieces in clear, each proven before it is handed on. The file stands after its header."""
    if header.mark != mark_of(ring):
        raise BadBackup("the backup was made with another root.json: put that one in its place")
    try:
        pieces = _Pieces(header, ring)
    except DoesNotOpen as unknown:
        raise BadBackup("the first line of the backup names no suite that is known") from unknown
    while True:
        sealed = _piece(file)
        try:
            clear = pieces.open(sealed)
        except DoesNotOpen as wrong:
            raise BadBackup(f"the backup was changed at piece {pieces.place + 1}") from wrong
        if not clear:
            break
        yield clear
    if file.read(1):
        raise BadBackup("something was added after the end of the backup")


def _piece(file: BinaryIO) -> bytes:
    length = file.read(4)
    if len(length) == 4 and (size := struct.unpack(">I", length)[0]) <= LONGEST:
        sealed = file.read(size)
        if len(sealed) == size:
            return sealed
    raise BadBackup("the backup is cut short")


class _Pieces:
    """Seals or opens one file's pieces, counting them."""

    def __init__(self, header: Header, ring: KeyRing) -> None:
        self.place = 0
        self._suite = suite(header.suite)
        self._header = hashlib.sha256(header.line).digest()
        self._key = HKDF(
            algorithm=SHA256(), length=32, salt=header.salt.encode(), info=b"jiaxin.backup.file"
        ).derive(ring.purpose_key(PURPOSE))

    def seal(self, clear: bytes) -> bytes:
        sealed = self._suite.seal(self._key, clear, self._place(is_last=not clear))
        self.place += 1
        return sealed

    def open(self, sealed: bytes) -> bytes:
        # An empty piece is the last, and only the last is empty: the place says both.
        try:
            clear = self._suite.open(self._key, sealed, self._place(is_last=False))
        except DoesNotOpen:
            clear = self._suite.open(self._key, sealed, self._place(is_last=True))
        self.place += 1
        return clear

    def _place(self, *, is_last: bool) -> bytes:
        return self._header + struct.pack(">Q?", self.place, is_last)
