"""One row of a roster: what it says of whom, or what is amiss in it, cell by cell."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import Unfit, to_json
from jiaxin.flows.invitations import vocabulary
from jiaxin.flows.invitations.rules import days
from jiaxin.flows.invitations.rules.cells import Area, Cell, Row, Sort
from jiaxin.flows.invitations.rules.faults import Amiss, CellFault, CellNote, Noted
from jiaxin.flows.invitations.rules.headings import Field, Mapped
from jiaxin.ground import credit_codes, id_numbers, people
from jiaxin.ground.credit_codes import BadCreditCode, WrongCreditCodeForm
from jiaxin.ground.id_numbers import BadIdNumber, IdNumber

_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}|[0-9]{15}000|[0-9]{16,}\.0+")
_MARKUP = re.compile(r"[<>]|&(?:#?\w{1,10});|javascript:", re.IGNORECASE)
_WIDE = re.compile("[\uff01-\uff5e\u3000]")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_NUMBERS: dict[str, CellFault] = {
    id_numbers.OldIdNumber.code: CellFault.NUMBER_OLD,
    id_numbers.WrongIdLength.code: CellFault.NUMBER_LENGTH,
    id_numbers.WrongIdCharacters.code: CellFault.NUMBER_CHARACTERS,
    id_numbers.NoSuchBirthday.code: CellFault.NUMBER_BIRTHDAY,
    id_numbers.BornInFuture.code: CellFault.NUMBER_BIRTHDAY,
    id_numbers.WrongIdCheck.code: CellFault.NUMBER_CHECK,
    id_numbers.NoSuchRegion.code: CellFault.NUMBER_REGION,
}
_NAMES: dict[str, CellFault] = {
    people.NoName.code: CellFault.MISSING,
    people.NameTooLong.code: CellFault.NAME_LENGTH,
    people.WrongNameCharacters.code: CellFault.NAME,
}


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What a good row says: who is invited, and the facts that wait for her."""

    name: str
    number: str
    phone: str
    facts: tuple[tuple[str, dict[str, Any]], ...]
    # Who says so, where it is not the firm that invites.
    source: str = ""


@dataclass(slots=True, repr=False)
class Checked:
    """What became of a row. A row with faults has no draft."""

    draft: Draft | None = None
    faults: list[Amiss] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """What holds for a whole file: its columns, its firm, and how it counts days."""

    columns: Mapped
    merged: tuple[Area, ...]
    from_1904: bool | None
    firm_name: str
    firm_code: str
    today: date


class _Bad(Exception):
    """This cell cannot be taken."""

    def __init__(self, code: CellFault) -> None:
        super().__init__(code)
        self.code = code


def check(row: Row, book: Book) -> Checked:
    """Read one row by the columns that were agreed."""
    desk = _Desk(row, book)
    name = desk.read(Field.NAME, desk.name, required=True)
    number = desk.read(Field.NUMBER, desk.number, required=True)
    phone = desk.read(Field.PHONE, desk.phone)
    desk.read(Field.FIRM_CODE, desk.firm_code)
    facts = tuple(_facts(desk))
    if row.is_wide:
        desk.done.faults.append(Amiss(book.columns[Field.NAME], CellFault.WIDE))
    if not desk.done.faults and name and number:
        desk.done.draft = Draft(name, number, phone or "", facts)
    return desk.done


def _facts(desk: "_Desk") -> Iterable[tuple[str, dict[str, Any]]]:
    """What the firm says of her: her work there, a course, a policy."""
    firm = {"firm": desk.book.firm_name, "firm_code": desk.book.firm_code}
    trade = desk.read(Field.TRADE, vocabulary.trade)
    since = desk.read(Field.SINCE, desk.past)
    lives_in = desk.read(Field.LIVES_IN, vocabulary.yes_no)
    if desk.together((Field.TRADE, Field.SINCE), (Field.LIVES_IN,)):
        work = {**firm, "trade": trade, "since": since, "lives_in": lives_in}
        yield from desk.fact(kinds.EMPLOYMENT, work, Field.TRADE)
    course = desk.read(Field.COURSE, desk.text)
    issuer = desk.read(Field.COURSE_ISSUER, desk.text)
    on = desk.read(Field.COURSE_ON, desk.past)
    hours = desk.read(Field.COURSE_HOURS, desk.hours)
    if desk.together((Field.COURSE, Field.COURSE_ON), (Field.COURSE_ISSUER, Field.COURSE_HOURS)):
        given_by = issuer or desk.book.firm_name
        training = {"course": course, "issuer": given_by, "on": on, "hours": hours}
        yield from desk.fact(kinds.TRAINING, training, Field.COURSE)
    yield from _insurance(desk)


def _insurance(desk: "_Desk") -> Iterable[tuple[str, dict[str, Any]]]:
    since = desk.read(Field.INSURED_FROM, desk.day)
    until = desk.read(Field.INSURED_TO, desk.day)
    policy = {
        "cover": desk.read(Field.COVER, vocabulary.cover),
        "insurer": desk.read(Field.INSURER, desk.text),
        "policy_no": desk.read(Field.POLICY_NO, desk.text),
        "since": since,
        "until": until,
    }
    all_of_it = (
        *(Field.COVER, Field.INSURER, Field.POLICY_NO),
        *(Field.INSURED_FROM, Field.INSURED_TO),
    )
    if desk.together(all_of_it, ()):
        if since and until and until < since:
            desk.amiss(Field.INSURED_TO, CellFault.DAY_ORDER)
            return
        yield from desk.fact(kinds.INSURANCE, policy, Field.POLICY_NO)


class _Desk:
    """Reads the cells of one row and keeps what is said of them."""

    def __init__(self, row: Row, book: Book) -> None:
        self.row, self.book, self.done = row, book, Checked()
        self._read: set[Field] = set()
        self._at = -1

    def read[T](
        self, wanted: Field, read: Callable[[Cell], T], *, required: bool = False
    ) -> T | None:
        """The cell of this column as what it is; None where it is empty or amiss."""
        column = self.book.columns.get(wanted)
        if column is None:
            return None
        cell = self.row.cells.get(column)
        try:
            self._whole(cell, column)
            if cell is None:
                if required:
                    raise _Bad(CellFault.MISSING)
                return None
            self._at = column
            value = read(self._plain(cell))
        except (_Bad, vocabulary.UnknownWord) as bad:
            code = bad.code if isinstance(bad, _Bad) else CellFault.WORD
            self.done.faults.append(Amiss(column, code))
            return None
        self._read.add(wanted)
        return value

    def together(self, needed: Sequence[Field], also: Sequence[Field]) -> bool:
        """Whether these make a fact: all of them are there and right. Some alone are amiss."""
        columns = self.book.columns
        there = [one for one in (*needed, *also) if columns.get(one) in self.row.cells]
        if not there:
            return False
        for one in needed:
            if columns.get(one) not in self.row.cells:
                # A column that is not there at all is missing where the others are.
                at = columns.get(one, columns[there[0]])
                self.done.faults.append(Amiss(at, CellFault.MISSING))
        return self._read.issuperset(needed)

    def fact(
        self, kind: str, said: dict[str, Any], blamed: Field
    ) -> Iterable[tuple[str, dict[str, Any]]]:
        """The fact, if its kind takes it as it would when she accepts."""
        content = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in said.items()
            if value is not None
        }
        try:
            read = kinds.of(kind).read(content, self.book.today)
        except Unfit:
            self.amiss(blamed, CellFault.CHARACTERS)
            return
        yield kind, to_json(read)

    def amiss(self, where: Field, code: CellFault) -> None:
        self.done.faults.append(Amiss(self.book.columns[where], code))

    def _whole(self, cell: Cell | None, column: int) -> None:
        if any(area.covers(self.row.number, column) for area in self.book.merged):
            raise _Bad(CellFault.MERGED)
        if cell is None:
            return
        match cell.sort:
            case Sort.FORMULA:
                raise _Bad(CellFault.FORMULA)
            case Sort.BROKEN:
                raise _Bad(CellFault.BROKEN)
            case Sort.LONG:
                raise _Bad(CellFault.LONG)

    def _plain(self, cell: Cell) -> Cell:
        """The cell in the characters it was meant in, and a note of what that changed."""
        text = cell.text
        if cell.sort is Sort.MARKED:
            self._note(CellNote.APOSTROPHE)
        if text.isascii() and text.isprintable():
            return cell
        if any(unicodedata.category(letter) in _UNSEEN for letter in text):
            # Marks of direction and joins come with pasting; what is left out is nothing one sees.
            text = "".join(one for one in text if unicodedata.category(one) != "Cf")
            if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
                raise _Bad(CellFault.CHARACTERS)
        return Cell(text.strip(), cell.sort)

    def _narrow(self, text: str) -> str:
        """Codes and figures, whatever keyboard they were typed on."""
        if not text.isascii() and _WIDE.search(text):
            self._note(CellNote.NARROWED)
        narrow = unicodedata.normalize("NFKC", text).strip()
        if " " in narrow or "\t" in narrow:
            self._note(CellNote.SPACES)
        return "".join(narrow.split())

    def _note(self, code: CellNote) -> None:
        self.done.notes.append(Noted(self._at, code))

    def name(self, cell: Cell) -> str:
        if _MARKUP.search(cell.text):
            raise _Bad(CellFault.MARKUP)
        try:
            name = people.read_name(cell.text)
        except people.BadName as bad:
            raise _Bad(_NAMES[bad.code]) from None
        if " " in cell.text.strip() and " " not in name:
            self._note(CellNote.SPACES)
        return name

    def number(self, cell: Cell) -> str:
        text = self._narrow(cell.text)
        was_number = cell.sort in {Sort.NUMBER, Sort.DAY}
        if _ROUNDED.fullmatch(text) and (was_number or not text.isdigit()):
            raise _Bad(CellFault.ROUNDED)
        if was_number and len(text) > 15:
            raise _Bad(CellFault.ROUNDED)
        try:
            number = IdNumber.parse(text, self.book.today)
        except BadIdNumber as bad:
            code = _NUMBERS[bad.code]
            rounded = code is CellFault.NUMBER_CHECK and _ROUNDED.fullmatch(text)
            raise _Bad(CellFault.ROUNDED if rounded else code) from None
        if not id_numbers.of_working_age(number.birth, self.book.today):
            raise _Bad(CellFault.TOO_YOUNG)
        return number.number

    def phone(self, cell: Cell) -> str:
        text = self._narrow(cell.text)
        text = text.removesuffix(".0") if cell.sort is Sort.NUMBER else text
        if _ROUNDED.fullmatch(text):
            raise _Bad(CellFault.PHONE)
        try:
            return people.read_phone(text)
        except people.BadPhone:
            raise _Bad(CellFault.PHONE) from None

    def firm_code(self, cell: Cell) -> str:
        try:
            code = credit_codes.parse(self._narrow(cell.text))
        except WrongCreditCodeForm:
            raise _Bad(CellFault.CODE_FORM) from None
        except BadCreditCode:
            raise _Bad(CellFault.CODE_CHECK) from None
        if code != self.book.firm_code:
            raise _Bad(CellFault.CODE_OTHER)
        return code

    def text(self, cell: Cell) -> str:
        if _MARKUP.search(cell.text):
            raise _Bad(CellFault.MARKUP)
        if len(cell.text) > 64:
            raise _Bad(CellFault.LONG)
        return cell.text.removesuffix(".0") if cell.sort is Sort.NUMBER else cell.text

    def hours(self, cell: Cell) -> int:
        text = self._narrow(cell.text).removesuffix(".0")
        if not (text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 5000):
            raise _Bad(CellFault.WHOLE)
        return int(text)

    def past(self, cell: Cell) -> date:
        day = self.day(cell)
        if day > self.book.today:
            raise _Bad(CellFault.DAY_FUTURE)
        return day

    def day(self, cell: Cell) -> date:
        text = self._narrow(cell.text)
        found = days.written(text)
        if (
            found is None
            and cell.sort in {Sort.DAY, Sort.NUMBER}
            and self.book.from_1904 is not None
        ):
            found = days.counted(text, from_1904=self.book.from_1904)
            if found is not None and cell.sort is Sort.NUMBER:
                self._note(CellNote.COUNTED)
        if found is None:
            raise _Bad(CellFault.DAY_COUNT if days.is_count(text) else CellFault.DAY)
        if found.year < 1950:
            raise _Bad(CellFault.DAY)
        return found
