"""Sheets, read row by row with memory that does not grow: a workbook (.xlsx), or a table of text.

What the file is, is told by what is in it, never by its name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from jiaxin.flows.invitations.errors import NotASheet, OldWorkbook
from jiaxin.flows.invitations.rules.cells import Area, Row
from jiaxin.flows.invitations.sheets import table, workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a roster is sometimes taken for: pictures, papers, pages.
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


class Sheet(Protocol):
    """One open sheet."""

    @property
    def from_1904(self) -> bool | None: ...

    @property
    def merged(self) -> tuple[Area, ...]: ...

    def rows(self) -> Iterator[Row]: ...


@contextmanager
def opened(file: BinaryIO) -> Iterator[Sheet]:
    """The first sheet of this file that is not hidden; a BadSheet for what is none."""
    head = file.read(8)
    file.seek(0)
    if head.startswith(_OLE):
        raise OldWorkbook
    if not head or head.startswith(_OTHERS):
        raise NotASheet
    if head.startswith(_ZIP):
        with workbook.opened(file) as book:
            yield book
    else:
        yield table.opened(file)
