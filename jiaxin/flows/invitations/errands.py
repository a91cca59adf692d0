"""Imports worked through: files are read with no transaction open, rows taken a chunk at a time."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.invitations import files, reading, reads, sheets
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.errors import BadSheet, BrokenSheet
from jiaxin.flows.invitations.files import Caught
from jiaxin.flows.invitations.reads import Todo
from jiaxin.flows.invitations.roster import Book, Checked
from jiaxin.flows.invitations.rules.cells import Cell, Row, Sort
from jiaxin.flows.invitations.rules.states import State
from jiaxin.flows.invitations.services.checking import Bad, Chunk, Good
from jiaxin.ground import clock
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("invitations")
_ROWS = 2_000


def upload(actor: Actor, /, *, caught: Caught, name: str) -> UUID:
    """Lay a firm's file down and take note of it; the same file again is the one that is here."""
    roster = new_id()
    files.keep(caught, roster)
    try:
        taken = invitations.upload(actor, caught=caught, name=name, roster_id=roster)
    except BaseException:
        files.forget(roster)
        raise
    if taken != roster:
        files.forget(roster)
    return taken


def drop(actor: Actor, /, *, roster: UUID) -> None:
    """The firm does not want it any more."""
    invitations.drop(actor, roster_id=roster)
    files.forget(roster)


def work(roster: UUID) -> None:
    """Go on with an import from where it stands. May be done again, and by two at once."""
    while (todo := reads.todo(roster)) is not None:
        if todo.state is State.OPENING:
            while invitations.open_rows(_SYSTEM, roster_id=roster):
                pass
            continue
        try:
            _read(todo)
        except BadSheet as refused:
            invitations.stop(_SYSTEM, roster_id=roster, refusal=type(refused))
        except (FileNotFoundError, DoesNotOpen):
            # It was whole when it came: what lies here now was changed or taken away.
            invitations.stop(_SYSTEM, roster_id=roster, refusal=BrokenSheet)
    if not reads.needs_file(roster):
        files.forget(roster)


def _read(todo: Todo) -> None:
    if todo.file_key is None:
        raise BrokenSheet
    with (
        files.opened(todo.id, todo.file_key, todo.size) as file,
        sheets.opened(file) as sheet,
    ):
        if todo.state is State.CAUGHT:
            head = reading.head_of(sheet)
            invitations.note_head(_SYSTEM, roster_id=todo.id, row=head.row, said=head.headings)
            return
        firm = firms.named(todo.inviter_id)
        book = Book(
            todo.columns, sheet.merged, sheet.from_1904, firm.name, firm.code, clock.today()
        )
        _check(todo, reading.checked(sheet, todo.cursor, book))


def _check(todo: Todo, rows: Iterator[tuple[Row, Checked]]) -> None:
    after = todo.cursor
    while found := list(islice(rows, _ROWS)):
        chunk = _chunk(after, found)
        if not invitations.take_rows(_SYSTEM, roster_id=todo.id, chunk=chunk):
            return
        after = chunk.upto
    invitations.end_check(_SYSTEM, roster_id=todo.id, cursor=after)


def _chunk(after: int, rows: list[tuple[Row, Checked]]) -> Chunk:
    return Chunk(
        after=after,
        upto=rows[-1][0].number,
        good=[
            Good(row.number, done.draft, _cells(row))
            for row, done in rows
            if done.draft is not None
        ],
        bad=[Bad(row.number, _cells(row), tuple(done.faults)) for row, done in rows if done.faults],
        notes=[(row.number, note) for row, done in rows for note in done.notes],
    )


def _cells(row: Row) -> tuple[tuple[int, str], ...]:
    return tuple((column, _as_shown(cell)) for column, cell in sorted(row.cells.items()))


def _as_shown(cell: Cell) -> str:
    return f"={cell.text.removeprefix('=')}" if cell.sort is Sort.FORMULA else cell.text


def resume() -> int:
    """Take up whatever a crash left half done."""
    waiting = reads.under_way()
    for roster in waiting:
        work(roster)
    return len(waiting)


def end_past() -> int:
    """End every import whose thirty days are over."""
    count = 0
    while past := reads.past():
        for roster in past:
            files.forget(roster)
            invitations.end(_SYSTEM, roster_id=roster)
        count += len(past)
    files.forget_strays()
    return count
