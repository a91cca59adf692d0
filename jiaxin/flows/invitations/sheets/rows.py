"""The rows of a workbook's sheet, from its XML as it comes, cell by cell, each within bounds."""

from collections.abc import Iterator

from jiaxin.flows.invitations.errors import TooLargeASheet
from jiaxin.flows.invitations.rules.cells import (
    MOST_CELL_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    Sort,
    place_of,
)
from jiaxin.flows.invitations.sheets.package import Attributes, Reading
from jiaxin.flows.invitations.sheets.strings import Strings

_MARKS = ("'", "‘", "’")
_MOST_TEXT = MOST_CELL_CHARACTERS + 1


class RowsOf:
    """Takes the sheet's bytes, gives its rows."""

    def __init__(self, strings: Strings, dates: list[bool], marked: list[bool]) -> None:
        self._strings, self._dates, self._marked = strings, dates, marked
        self._reading = Reading(start=self._start, end=self._end, text=self._text)
        self._done: list[Row] = []
        self._number = 0
        self._column = -1
        self._cells: dict[int, Cell] = {}
        self._is_wide = False
        self._kind = ""
        self._style = -1
        self._is_formula = False
        self._is_value = False
        self._pieces: list[str] = []
        self._length = 0

    def of(self, data: bytes) -> Iterator[Row]:
        """The rows that ended within these bytes."""
        self._reading.feed(data)
        done, self._done = self._done, []
        return iter(done)

    def rest(self) -> Iterator[Row]:
        self._reading.end()
        done, self._done = self._done, []
        return iter(done)

    def _start(self, tag: str, said: Attributes) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._begin_cell(said)
            case "v" | "t":
                self._is_value = self._column >= 0
            case "f":
                self._is_formula = True
            case "rPh":
                self._column = -1
            case "row":
                self._begin_row(said.get("r", ""))

    def _begin_row(self, said: str) -> None:
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
        # Rows count up; a file that says otherwise is read in the order that it has.
        self._number = number if number > self._number else self._number + 1
        if self._number > MOST_ROWS + MOST_COLUMNS:
            raise TooLargeASheet
        self._cells, self._is_wide, self._column = {}, False, -1
        self._next = 0

    def _begin_cell(self, said: Attributes) -> None:
        place = place_of(said.get("r", ""))
        self._column = place[1] if place is not None else self._next
        self._next = self._column + 1
        self._kind = said.get("t", "n")
        style = said.get("s", "")
        self._style = int(style) if style.isascii() and style.isdigit() and len(style) < 6 else -1
        self._is_formula = False
        self._pieces.clear()
        self._length = 0

    def _text(self, piece: str) -> None:
        if self._is_value and self._length < _MOST_TEXT:
            self._pieces.append(piece[:_MOST_TEXT])
            self._length += len(piece)

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self._is_value = False
            case "c":
                self._end_cell()
            case "row":
                if self._cells or self._is_wide:
                    self._done.append(Row(self._number, self._cells, self._is_wide))

    def _end_cell(self) -> None:
        column, self._column = self._column, -1
        text = "".join(self._pieces)
        if column < 0 or not (text or self._is_formula):
            return
        if column >= MOST_COLUMNS:
            self._is_wide = True
            return
        cell = self._cell(text)
        if cell.text.strip() or cell.sort is not Sort.TEXT:
            self._cells[column] = cell

    def _cell(self, text: str) -> Cell:
        if self._is_formula:
            return Cell(text[:MOST_CELL_CHARACTERS], Sort.FORMULA)
        match self._kind:
            case "n":
                return Cell(text, Sort.DAY if self._has(self._dates) else Sort.NUMBER)
            case "e":
                return Cell(text, Sort.BROKEN)
            case "s":
                number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
                text = self._strings.get(number) or ""
            case "d":
                text = text.partition("T")[0]
        if len(text) > MOST_CELL_CHARACTERS:
            return Cell("", Sort.LONG)
        text = text.strip()
        if text.startswith(_MARKS) and len(text) > 1:
            return Cell(text[1:], Sort.MARKED)
        return Cell(text, Sort.MARKED if text and self._has(self._marked) else Sort.TEXT)

    def _has(self, styles: list[bool]) -> bool:
        return 0 <= self._style < len(styles) and styles[self._style]
