"""A workbook's shared words, kept beside memory: sealed, in a file that has no name.

A roster of a million people has some millions of them. Only where each begins is held at hand.
"""

import tempfile
from array import array
from io import BytesIO
from typing import BinaryIO, cast

from jiaxin.flows.invitations import sealed_file

# So much of a small workbook's words needs no file.
_IN_MEMORY = 8 * 1024 * 1024


class Strings:
    """Words by their number."""

    def __init__(self) -> None:
        self._key = sealed_file.new_key()
        spooled = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed by `close`
        self._file = cast("BinaryIO", spooled)
        self._writer = sealed_file.Writer(self._file, self._key)
        self._ends = array("Q", [0])
        self._reader = sealed_file.Reader(BytesIO(), self._key, 0)

    def add(self, text: str) -> None:
        """The next word. Half a pair of a broken file becomes a mark that no name has."""
        self._writer.write(text.encode("utf-8", errors="replace"))
        self._ends.append(self._writer.size)

    def end(self) -> None:
        """No word comes any more."""
        self._reader = sealed_file.Reader(self._file, self._key, self._writer.end())

    def get(self, number: int) -> str | None:
        """None for a number that no word has."""
        if not 0 <= number < len(self._ends) - 1:
            return None
        start, end = self._ends[number], self._ends[number + 1]
        return self._reader.cut(start, end).decode() if end > start else ""

    def close(self) -> None:
        self._file.close()
