"""Messages worked through: opened with no transaction open, applied a thousand rows at a time."""

from collections.abc import Sequence
from uuid import UUID

from jiaxin.gateways.exchange import adapters, batches, inbound, live, ours, reads, rules, spool
from jiaxin.gateways.exchange.batches import PartSaid
from jiaxin.gateways.exchange.errors import BodySealed, ExchangeRefusal
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.reading import sort
from jiaxin.gateways.exchange.reads import Todo
from jiaxin.gateways.exchange.rules import Arrival
from jiaxin.gateways.exchange.services import applying, quarantine
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("exchange")


def work(message: UUID) -> None:
    """Work a message through from where it stands. May be done again, and by two at once."""
    while (todo := reads.todo(message)) is not None:
        number, first, count, next_row = todo.parts[0]
        try:
            lines = _lines(todo, number, first, count)
        except ExchangeRefusal as refusal:
            # It was whole when it came: what lies here now was changed, or its key is gone.
            applying.stop(_SYSTEM, inbound=message, code=inbound.word_of(refusal))
            return
        if not _apply_all(todo, number, first, lines, next_row):
            continue
    spool.forget(message)


def _apply_all(todo: Todo, number: int, first: int, lines: Sequence[bytes], next_row: int) -> bool:
    adapter = adapters.of(todo.kind)
    for start in range(next_row, first + len(lines), rules.CHUNK):
        chunk = lines[start - first : start - first + rules.CHUNK]
        done = applying.apply(
            _SYSTEM,
            inbound=todo.id,
            part=number,
            first=start,
            count=len(chunk),
            rows=sort(adapter, chunk, start),
        )
        if not done:
            return False
    return True


def _lines(todo: Todo, number: int, first: int, count: int) -> Sequence[bytes]:
    """The lines of one part: of a live push from its row, of a batch from the spool."""
    now = clock.now()
    try:
        party = ours.party()
    except KeysUnusable as none:
        raise BodySealed from none
    if todo.arrival is Arrival.LIVE:
        sealed = reads.sealed_part(todo.id, number)
        return live.lines_of(inbound.open_sealed(sealed or b"", party, now))
    sealed = spool.part(todo.id, number)
    said = PartSaid(number, first, count, len(sealed or b""), "")
    return batches.open_part(sealed or b"", party, said, (todo.sent_as, todo.kind, todo.party), now)


def resume() -> int:
    """Take up whatever was taken and is not done: after a crash, or when all tries were used."""
    waiting = reads.under_way()
    for message in waiting:
        work(message)
    return len(waiting)


def replay(party: str | None = None) -> quarantine.Replayed:
    """Try quarantined rows again, after a fault of ours was mended."""
    total = quarantine.Replayed(0, 0)
    after: UUID | None = None
    while chunk := quarantine_chunk(party, after):
        done = quarantine.replay(_SYSTEM, rows=chunk)
        total = quarantine.Replayed(total.replayed + done.replayed, total.waiting + done.waiting)
        after = chunk[-1]
    return total


def quarantine_chunk(party: str | None, after: UUID | None) -> list[UUID]:
    return reads.waiting_ids(party, after)
