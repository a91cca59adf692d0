"""Messages worked through: opened with no transaction open, applied a thousand rows at a time."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from jiaxin.gateways.exchange import (
    adapters,
    batches,
    hands,
    inbound,
    live,
    ours,
    reads,
    rules,
    spool,
)
from jiaxin.gateways.exchange.batches import PartSaid
from jiaxin.gateways.exchange.errors import BodySealed, ExchangeRefusal
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.reading import By, sort
from jiaxin.gateways.exchange.reads import Place, Todo
from jiaxin.gateways.exchange.rows import REPLAYED_BY_US, RowFault
from jiaxin.gateways.exchange.rules import Arrival, AskOutcome
from jiaxin.gateways.exchange.services import applying, asking, quarantine
from jiaxin.gateways.exchange.watching import Note
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("exchange")


def noted_of(source: str) -> Note:
    """Keeps what came of each question to this department, as its health."""

    def note(*, service: str, outcome: AskOutcome, code: str = "") -> None:
        asking.note(_SYSTEM, source=source, asked=service, outcome=outcome, code=code)

    return note


def work(message: UUID) -> None:
    """Work a message through from where it stands. May be done again, and by two at once."""
    todo = reads.todo(message)
    with hands.lent(message, len(todo.parts) if todo else 0) as helper:
        while (todo := reads.todo(message)) is not None:
            if len(todo.parts) == 1 and helper.ends():
                continue  # the last part was its, or is ours
            if not _work_part(todo, todo.parts[0]):
                return
    spool.forget(message)


def help_with(message: UUID, *, until: Callable[[], bool]) -> None:
    """Work the same message from its last part forward, and leave the first that is left."""
    while (todo := reads.todo(message)) is not None and len(todo.parts) > 1 and not until():
        if not _work_part(todo, todo.parts[-1], until):
            return


def _work_part(todo: Todo, part: Place, until: Callable[[], bool] = lambda: False) -> bool:
    """One part from where it stands, or what is left of it to us. False where it cannot be read."""
    first = part.first_row
    try:
        lines = _lines(todo, part.number, first, part.rows)
    except ExchangeRefusal as refusal:
        # It was whole when it came: what lies here now was changed, or its key is gone.
        applying.stop(_SYSTEM, inbound=todo.id, code=inbound.word_of(refusal))
        return False
    adapter = adapters.of(todo.kind)
    for start in range(part.next_row, first + len(lines), rules.CHUNK):
        chunk = lines[start - first : start - first + rules.CHUNK]
        done = not until() and applying.apply(
            _SYSTEM,
            inbound=todo.id,
            part=part.number,
            first=start,
            count=len(chunk),
            rows=sort(adapter, chunk, start, By(todo.sort, todo.region)),
        )
        if not done:
            break  # somebody else works here: what is left is looked up anew
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
        return live.lines_of(inbound.open_sealed(sealed or b"", party, todo.suite, now))
    sealed = spool.part(todo.id, number)
    said = PartSaid(number, first, count, len(sealed or b""), "")
    batch = (todo.sent_as, todo.kind, todo.party)
    return batches.open_part(sealed or b"", party, said, batch, todo.suite, now)


def resume() -> int:
    """Take up whatever was taken and is not done: after a crash, or when all tries were used."""
    waiting = reads.under_way()
    for message in waiting:
        work(message)
    return len(waiting)


def replay(
    party: str | None = None, codes: Collection[RowFault] | None = None
) -> quarantine.Replayed:
    """Try quarantined rows again, after a fault of ours was mended."""
    total = quarantine.Replayed(0, 0)
    after: UUID | None = None
    while chunk := reads.waiting_ids(party, after, codes):
        done = quarantine.replay(_SYSTEM, rows=chunk)
        total = quarantine.Replayed(total.replayed + done.replayed, total.waiting + done.waiting)
        after = chunk[-1]
    return total


def replay_ours() -> quarantine.Replayed:
    """Rows that wait for nobody's mistake: what they need may be here by now."""
    return replay(codes=REPLAYED_BY_US)
