"""What a sheet holds, whatever file it came in: rows of cells, each with what it is. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MOST_COLUMNS = 64
MOST_CELL_CHARACTERS = 2_000
MOST_ROWS = 1_000_000


class Sort(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    MARKED = "marked"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    BROKEN = "broken"
    LONG = "long"


class Cell(NamedTuple):
    """One cell. A number is the text that the file has for it."""

    text: str
    sort: Sort = Sort.TEXT


class Row(NamedTuple):
    """One row of a sheet by its number as a spreadsheet shows it; empty cells are not there."""

    number: int
    cells: dict[int, Cell]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that were merged into one, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


def letters(column: int) -> str:
    """The name of a column, counted from nought: A, B, … Z, AA."""
    name, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def address(row: int, column: int) -> str:
    """Where a cell is, as a spreadsheet shows it: C17."""
    return f"{letters(column)}{row}"


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column (from nought) of an address; None for what is none."""
    column = at = 0
    while at < len(reference) and "A" <= reference[at] <= "Z":
        column = column * 26 + ord(reference[at]) - 64
        at += 1
    digits = reference[at:]
    if not 1 <= at <= 3 or not 1 <= len(digits) <= 7 or not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits), column - 1
