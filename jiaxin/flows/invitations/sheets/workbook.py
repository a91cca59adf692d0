"""Workbooks (.xlsx): the first sheet that is not hidden, as it stands, with nothing worked out.

Read by a parser of events and not by a library for spreadsheets: see docs/decisions on rosters.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from jiaxin.flows.invitations.errors import BrokenSheet, HostileSheet, NotASheet
from jiaxin.flows.invitations.rules.cells import MOST_CELL_CHARACTERS, Area, Row, place_of
from jiaxin.flows.invitations.sheets import package
from jiaxin.flows.invitations.sheets.package import Attributes, Reading, local
from jiaxin.flows.invitations.sheets.rows import RowsOf
from jiaxin.flows.invitations.sheets.strings import Strings

_MOST_STYLES = 70_000
_MOST_MERGED = 5_000
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?\bref=[\"']([A-Z0-9:]{1,30})[\"']")
_OVERLAP = 400
# Words in quotes, colours and conditions in brackets, and escaped letters are no parts of a date.
_NO_DATE = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")


class Styles:
    """What the numbers of the cells' styles mean: which are dates, which have a text mark."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self.marked: list[bool] = []
        self._formats: dict[str, str] = {}
        self._are_cells = False

    def start(self, tag: str, said: Attributes) -> None:
        match local(tag):
            case "numFmt":
                self._formats[said.get("numFmtId", "")] = said.get("formatCode", "")[:400]
            case "cellXfs":
                self._are_cells = True
            case "xf" if self._are_cells:
                number = said.get("numFmtId", "0")
                self.dates.append(_is_date(number, self._formats.get(number)))
                self.marked.append(said.get("quotePrefix") in {"1", "true"})
        if len(self._formats) + len(self.dates) > _MOST_STYLES:
            raise HostileSheet

    def end(self, tag: str) -> None:
        if local(tag) == "cellXfs":
            self._are_cells = False


@dataclass(slots=True)
class Workbook:
    """An open workbook and the sheet of it that is read."""

    parts: zipfile.ZipFile
    sheet: str
    from_1904: bool
    merged: tuple[Area, ...]
    styles: Styles
    strings: Strings

    def rows(self) -> Iterator[Row]:
        """Every row that has something in it, from the first; each call reads the sheet anew."""
        rows = RowsOf(self.strings, self.styles.dates, self.styles.marked)
        for chunk in package.chunks(self.parts, self.sheet):
            yield from rows.of(chunk)
        yield from rows.rest()


@contextmanager
def opened(file: BinaryIO) -> Iterator[Workbook]:
    """The workbook in this zip."""
    strings = Strings()
    try:
        with package.opened(file) as parts:
            main = _target(parts, "_rels/.rels", "officeDocument") or "xl/workbook.xml"
            if main not in parts.namelist():
                raise NotASheet
            from_1904, first = _book(parts, main)
            related = _related(parts, _rels_of(main))
            sheet = _inside(main, related.get(first, ("", ""))[1])
            _read_strings(parts, _of_type(main, related, "sharedStrings"), strings)
            yield Workbook(
                parts,
                sheet,
                from_1904,
                _merged(parts, sheet),
                _read_styles(parts, _of_type(main, related, "styles")),
                strings,
            )
    finally:
        strings.close()


def _book(parts: zipfile.ZipFile, name: str) -> tuple[bool, str]:
    """Whether days count from 1904, and the relation of the first sheet that is shown."""
    found: list[str] = []
    dates: list[str] = []

    def start(tag: str, said: Attributes) -> None:
        if local(tag) == "workbookPr":
            dates.append(said.get("date1904", "0"))
        elif local(tag) == "sheet" and said.get("state", "visible") == "visible":
            found.extend(value for key, value in said.items() if local(key) == "id" and ":" in key)

    package.read(parts, name, Reading(start=start))
    if not found:
        raise BrokenSheet
    return bool(dates) and dates[0] in {"1", "true"}, found[0]


def _related(parts: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Relations by their id: what kind, and where to."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, said: Attributes) -> None:
        if local(tag) == "Relationship" and said.get("TargetMode") != "External":
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = (kind, said.get("Target", ""))
            if len(found) > package.MOST_PARTS:
                raise HostileSheet

    if name in parts.namelist():
        package.read(parts, name, Reading(start=start))
    return found


def _target(parts: zipfile.ZipFile, name: str, kind: str) -> str | None:
    related = _related(parts, name).values()
    return next((where.lstrip("/") for sort, where in related if sort == kind), None)


def _of_type(main: str, related: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((_inside(main, where) for sort, where in related.values() if sort == kind), None)


def _inside(main: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return f"{main.rpartition('/')[0]}/{target}".lstrip("/")


def _rels_of(main: str) -> str:
    folder, _, name = main.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _read_strings(parts: zipfile.ZipFile, name: str | None, strings: Strings) -> None:
    if name is not None and name in parts.namelist():
        words = _Words(strings)
        package.read(parts, name, Reading(start=words.start, end=words.end, text=words.text))
    strings.end()


class _Words:
    """Each shared word, its pieces joined; how it is to be read aloud is left out."""

    def __init__(self, strings: Strings) -> None:
        self._strings = strings
        self._pieces: list[str] = []
        self._within: list[str] = []
        self._length = 0

    def start(self, tag: str, _: Attributes) -> None:
        match local(tag):
            case "si":
                self._pieces.clear()
                self._length = 0
            case "rPh" | "t" as inside:
                self._within.append(inside)

    def end(self, tag: str) -> None:
        match local(tag):
            case "si":
                self._strings.add("".join(self._pieces))
            case "rPh" | "t":
                self._within.pop()

    def text(self, piece: str) -> None:
        # What is too long for a cell is cut where it is still seen to be too long.
        if self._within == ["t"] and self._length <= MOST_CELL_CHARACTERS:
            self._pieces.append(piece)
            self._length += len(piece)


def _read_styles(parts: zipfile.ZipFile, name: str | None) -> Styles:
    styles = Styles()
    if name is not None and name in parts.namelist():
        package.read(parts, name, Reading(start=styles.start, end=styles.end))
    return styles


def _is_date(number: str, code: str | None) -> bool:
    if code is not None:
        return any(letter in "yYdD年月日" for letter in _NO_DATE.sub("", code))
    return number.isascii() and number.isdigit() and int(number[:6]) in _DATE_FORMATS


def _merged(parts: zipfile.ZipFile, sheet: str) -> tuple[Area, ...]:
    """What is merged stands behind the rows: it is looked for first, by its mark alone."""
    found: list[Area] = []
    held = b""
    for chunk in package.chunks(parts, sheet):
        held += chunk
        for reference in _MERGED.findall(held):
            first, _, last = reference.decode().partition(":")
            start, end = place_of(first), place_of(last or first)
            if start is not None and end is not None:
                found.append(Area(start[0], end[0], start[1], end[1]))
        # A mark that lies across two chunks is seen with the second; none is seen twice.
        cut = max(held.rfind(b"<"), len(held) - _OVERLAP)
        held = held[cut:] if cut >= 0 else b""
        if len(found) > _MOST_MERGED:
            raise HostileSheet
    return tuple(dict.fromkeys(found))
