"""Lines of a message made into typed rows, with every fault named; no table, no transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import Fault, Unfit
from jiaxin.gateways.exchange import rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Faulty, Row, RowFault
from jiaxin.gateways.exchange.rules import MOST_ROW_BYTES, PartySort, reaches
from jiaxin.gateways.exchange.takers import Numbered
from jiaxin.ground import clock

CONTENT = "content"


@dataclass(frozen=True, slots=True)
class By:
    """Whose rows they are, as far as it decides what they may say."""

    sort: PartySort | None = None
    region: str = ""


NOBODY = By()


@dataclass(frozen=True, slots=True, repr=False)
class Amiss:
    """A row that is wrong: why, where, and as it came."""

    number: int
    code: RowFault
    column: str
    line: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Sorted:
    """Rows that may be taken, and rows that may not."""

    good: tuple[Numbered, ...]
    amiss: tuple[Amiss, ...]


def sort(adapter: Adapter, lines: Iterable[bytes], first: int, by: By = NOBODY) -> Sorted:
    """Read each line by the adapter's columns, as this sender may write it."""
    good: list[Numbered] = []
    amiss: list[Amiss] = []
    for number, line in enumerate(lines, first):
        bare = line[:-1] if line.endswith(b"\r") else line
        try:
            good.append(Numbered(number, _typed(adapter, bare, by), bare))
        except Faulty as fault:
            amiss.append(Amiss(number, fault.code, fault.column, bare[:MOST_ROW_BYTES]))
    return Sorted(tuple(good), tuple(amiss))


# What a kind of fact finds wrong, in the words of the exchange.
_FAULTS = {
    Fault.MISSING: RowFault.MISSING,
    Fault.UNKNOWN: RowFault.WRONG_TYPE,
    Fault.TYPE: RowFault.WRONG_TYPE,
    Fault.LENGTH: RowFault.VALUE_TOO_LONG,
    Fault.VALUE: RowFault.WORD,
    Fault.ORDER: RowFault.ORDER,
}


def _typed(adapter: Adapter, line: bytes, by: By) -> Row:
    """The row's values; for facts, their content too, as the kind itself reads it."""
    row = rows.parse(line, adapter.columns)
    if adapter.check is not None:
        adapter.check(row)
    if adapter.place and not reaches(by.region, row[adapter.place]):
        raise Faulty(RowFault.OUTSIDE, adapter.place)
    if adapter.vouched is not None and by.sort is PartySort.PLATFORM:
        adapter.vouched(row)
    if adapter.taker is Taker.WORKERS:
        try:
            row[CONTENT] = kinds.of(adapter.fact).read(adapter.content(row), clock.today())
        except Unfit as unfit:
            raise Faulty(_FAULTS[unfit.fault], unfit.field) from None
    return row
