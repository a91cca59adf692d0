"""Going through a roster: its head, its rows from some row on, each checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from jiaxin.flows.invitations.errors import NoHead, TooLargeASheet
from jiaxin.flows.invitations.roster import Book, Checked, check
from jiaxin.flows.invitations.rules import headings
from jiaxin.flows.invitations.rules.cells import MOST_ROWS, Row
from jiaxin.flows.invitations.sheets import Sheet


@dataclass(frozen=True, slots=True, repr=False)
class Head:
    """Where the headings stand and what they say."""

    row: int
    headings: Mapping[int, str]


def head_of(sheet: Sheet) -> Head:
    """The row of headings among the first rows; NoHead where there is none."""
    first = {
        row.number: {column: cell.text[:40] for column, cell in row.cells.items()}
        for row in islice(sheet.rows(), headings.HEAD_WITHIN)
    }
    number = headings.head_among(list(first.items()))
    if number is None:
        raise NoHead
    return Head(number, first[number])


def rows_after(sheet: Sheet, row: int) -> Iterator[Row]:
    """The rows below that have something in them; never more than a roster may have."""
    count = 0
    for one in sheet.rows():
        if one.number <= row or not (one.cells or one.is_wide):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooLargeASheet
        yield one


def checked(sheet: Sheet, row: int, book: Book) -> Iterator[tuple[Row, Checked]]:
    """Each row below this one with what is said of it."""
    for one in rows_after(sheet, row):
        yield one, check(one, book)
