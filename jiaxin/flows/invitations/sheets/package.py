"""The parts of a workbook's file, opened with care: its size, count and packing are bounded.

Its XML may declare nothing and refer to nothing.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.parsers import expat
from zlib import error as ZlibError  # noqa: N812 — the standard library names it in small letters

from jiaxin.flows.invitations.errors import BrokenSheet, HostileSheet, TooLargeASheet

MOST_PARTS = 1_000
_MOST_DIRECTORY = 256 * 1024
_MOST_UNPACKED = 2 * 1024**3
# Deflate packs at most a thousandfold; no list of people is packed a hundred and fiftyfold.
_MOST_PACKED = 150
_TOO_SMALL_TO_MIND = 1024 * 1024
_CHUNK = 128 * 1024
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"

type Attributes = dict[str, str]


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The zip, if what it says of itself is within bounds."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package)
            yield package
    except (zipfile.BadZipFile, EOFError, ZlibError, NotImplementedError, RuntimeError) as broken:
        raise BrokenSheet from broken


def _check_directory(file: BinaryIO) -> None:
    """Before anybody lists the parts: a list may itself be the bomb."""
    size = file.seek(0, 2)
    tail_size = min(size, 66_000)
    file.seek(size - tail_size)
    tail = b"".join(iter(lambda: file.read(_CHUNK), b""))
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise BrokenSheet
    (directory,) = struct.unpack_from("<L", tail, at + 12)
    at_64 = tail.rfind(_END_64, 0, at)
    if at_64 >= 0 and len(tail) - at_64 >= 48:
        directory = max(directory & 0xFFFFFFF, struct.unpack_from("<Q", tail, at_64 + 40)[0])
    if directory > _MOST_DIRECTORY:
        raise HostileSheet


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise HostileSheet
    for part in parts:
        if part.flag_bits & 1:
            raise HostileSheet
        packed = max(1, part.compress_size)
        if part.file_size > _TOO_SMALL_TO_MIND and part.file_size > packed * _MOST_PACKED:
            raise HostileSheet
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise TooLargeASheet


class Reading:
    """One pass over a part's XML: what begins, what ends, what is written between."""

    def __init__(
        self,
        *,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # No part of a workbook declares a type: with none, there are no entities to grow or fetch.
        parser.StartDoctypeDeclHandler = _hostile
        parser.EntityDeclHandler = _hostile
        parser.ExternalEntityRefHandler = _hostile
        parser.StartElementHandler = start
        if end is not None:
            parser.EndElementHandler = end
        if text is not None:
            parser.CharacterDataHandler = text
        self._parser = parser

    def feed(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, False)
        except expat.ExpatError as broken:
            raise BrokenSheet from broken

    def end(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as broken:
            raise BrokenSheet from broken


def chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unpacked bytes of a part."""
    try:
        part = package.open(name)
    except KeyError:
        raise BrokenSheet from None
    with part:
        while chunk := part.read(_CHUNK):
            yield chunk


def read(package: zipfile.ZipFile, name: str, reading: Reading) -> None:
    """Read a whole part."""
    for chunk in chunks(package, name):
        reading.feed(chunk)
    reading.end()


def local(name: str) -> str:
    """An element's name without the prefix that its writer chose."""
    return name.rpartition(":")[2]


def _hostile(*_: object) -> int:
    raise HostileSheet
