"""Tables of text (CSV): UTF-8 with or without its mark, UTF-16 with one, or GB 18030."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from typing import BinaryIO

from jiaxin.flows.invitations.errors import BrokenSheet, NotASheet, TooLargeASheet, UnknownEncoding
from jiaxin.flows.invitations.rules.cells import (
    MOST_CELL_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Cell,
    Row,
    Sort,
)

_CHUNK = 256 * 1024
_MOST_LINE = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;"
# What spreadsheets and exports put before a number so that it stays text.
_AS_TEXT = re.compile(r"=\"([^\"]*)\"")
# A sign before a number is a phone or a figure; before anything else it is worked out.
_FORMULA = re.compile(r"[=@]|[+-](?![0-9 ])|[+-][0-9.]*[^0-9.\s()-]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text whose encoding is known."""

    file: BinaryIO
    encoding: str
    from_1904: bool | None = None
    merged: tuple[Area, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every row, from the first; each call reads the file anew."""
        lines = _lines(_text(self.file, self.encoding))
        separator, lines = _separator(lines)
        reader = csv.reader(lines, delimiter=separator)
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as broken:
                raise BrokenSheet from broken
            number += 1
            if number > MOST_ROWS + MOST_COLUMNS:
                raise TooLargeASheet
            yield _row(number, cells)


def opened(file: BinaryIO) -> Table:
    """The table, once it is known how its letters are written."""
    head = file.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Table(file, _tried(file, (encoding,)))
    return Table(file, _tried(file, ("utf-8", "gb18030")))


def _tried(file: BinaryIO, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            for text in _text(file, encoding):
                if "\0" in text:
                    raise NotASheet
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnknownEncoding


def _text(file: BinaryIO, encoding: str) -> Iterator[str]:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while chunk := file.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _lines(texts: Iterator[str]) -> Iterator[str]:
    """Lines with their ends, none longer than a row may be."""
    held = ""
    for text in texts:
        lines = list(StringIO(held + text, newline=""))
        # A carriage return at a chunk's end may be half of a line's end.
        held = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        yield from lines
        if len(held) > _MOST_LINE:
            raise TooLargeASheet
    if held:
        yield held


def _separator(lines: Iterator[str]) -> tuple[str, Iterator[str]]:
    """What divides the columns: what the first line that has any has most of."""
    seen: list[str] = []
    found = ","
    for line in lines:
        seen.append(line)
        counts = {mark: line.count(mark) for mark in _SEPARATORS}
        if any(counts.values()) or len(seen) > MOST_COLUMNS:
            found = max(_SEPARATORS, key=lambda mark: counts[mark])
            break
    return found, chain(seen, lines)


def _row(number: int, texts: list[str]) -> Row:
    found = {
        column: _cell(text) for column, text in enumerate(texts[:MOST_COLUMNS]) if text.strip()
    }
    return Row(number, found, any(text.strip() for text in texts[MOST_COLUMNS:]))


def _cell(text: str) -> Cell:
    if len(text) > MOST_CELL_CHARACTERS:
        return Cell("", Sort.LONG)
    if not text.isalnum():
        text = text.strip()
        if (kept := _AS_TEXT.fullmatch(text)) is not None:
            return Cell(kept[1], Sort.MARKED)
        if text.startswith(("'", "‘", "’")) and len(text) > 1:
            return Cell(text[1:], Sort.MARKED)
        if _FORMULA.match(text):
            return Cell(text, Sort.FORMULA)
        if text.startswith("#") and text.rstrip("!?").isupper():
            return Cell(text, Sort.BROKEN)
    return Cell(text)
