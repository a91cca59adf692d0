"""A file whose blocks are sealed one by one under a key of its own: read in any order, never clear.

A block is bound to its number; how many bytes there are is kept elsewhere, so that a file that was
cut short does not open.
"""

import io
from typing import BinaryIO, override

from jiaxin.ground.crypto import held_keys, suites
from jiaxin.ground.crypto.keyring import new_data_key
from jiaxin.ground.crypto.suites import NONCE, TAG

BLOCK = 256 * 1024
_SEALED = BLOCK + NONCE + TAG
_AT_HAND = 16


def new_key() -> bytes:
    """A key for one file, led by the number of the suite that it is for."""
    return bytes([held_keys.suite_of_new_keys().id]) + new_data_key()


def _place(number: int) -> bytes:
    return f"invitations.block.{number}".encode()


class Writer:
    """Seals what is written, block by block."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        self._out = out
        self._suite, self._key = suites.suite(key[0]), key[1:]
        self._held = bytearray()
        self._blocks = 0
        self.size = 0

    def write(self, data: bytes) -> None:
        self._held += data
        self.size += len(data)
        while len(self._held) >= BLOCK:
            self._put(bytes(self._held[:BLOCK]))
            del self._held[:BLOCK]

    def end(self) -> int:
        """Seal what is left; how many bytes it holds."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()
        return self.size

    def _put(self, block: bytes) -> None:
        self._out.write(self._suite.seal(self._key, block, _place(self._blocks)))
        self._blocks += 1


class Reader(io.RawIOBase):
    """The clear bytes of such a file; a few blocks are held at a time."""

    def __init__(self, file: BinaryIO, key: bytes, size: int) -> None:
        super().__init__()
        self._file, self._size = file, size
        self._suite, self._key = suites.suite(key[0]), key[1:]
        self._at = 0
        self._held: dict[int, bytes] = {}

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._at

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    @override
    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]  # the stubs' Buffer cannot be sliced
        number, start = divmod(self._at, BLOCK)
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        part = self._block(number)[start : start + wanted]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def cut(self, start: int, end: int) -> bytes:
        """Some bytes from anywhere."""
        number, first = divmod(start, BLOCK)
        block = self._block(number)
        if first + end - start <= len(block):
            return block[first : first + end - start]
        return block[first:] + self.cut((number + 1) * BLOCK, end)

    def _block(self, number: int) -> bytes:
        held = self._held.get(number)
        if held is None:
            self._file.seek(number * _SEALED)
            held = self._suite.open(self._key, self._file.read(_SEALED), _place(number))
            if len(self._held) >= _AT_HAND:
                del self._held[next(iter(self._held))]
            self._held[number] = held
        return held
