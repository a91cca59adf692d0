"""What waits for the police source: a run, slice by slice, each asked with no transaction open.

One process works on a run, by a lock of the database; it may keep several slices under way. All
that a run is stands in its rows: whoever comes after a killed process goes on where that was.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from jiaxin.facts.records import errands as records
from jiaxin.facts.records import many as records_many
from jiaxin.flows.comparisons import reads, rules
from jiaxin.flows.comparisons import services as comparisons
from jiaxin.flows.comparisons.errors import AlreadyRunning, NoSource
from jiaxin.flows.comparisons.ports import MOST_PEOPLE, SliceAnswer, SliceSource
from jiaxin.flows.comparisons.rules import Span, Unanswered
from jiaxin.flows.comparisons.services import Asked, Held, Said
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import many as people

log = logging.getLogger(__name__)

SLICE = 2000
LANES = 3
# How many are asked about once more, one by one, when a run's slices are done.
ASKED_AGAIN = 1000
_SYSTEM = Actor.system("comparisons")
_LOCK = 0x6A69_6178_636D_7001


class _Joined:
    source: SliceSource | None = None


def join(source: SliceSource | None) -> None:
    """Which source answers about slices."""
    _Joined.source = source


@dataclass(frozen=True, slots=True)
class How:
    """How a run is made: people a slice, slices at once, patience with a silent source."""

    slice_size: int = SLICE
    lanes: int = LANES
    patience: int = 8
    tell: Callable[["Tally"], None] = lambda tally: None
    wait: Callable[[float], object] = time.sleep

    def __post_init__(self) -> None:
        if not 0 < self.slice_size <= MOST_PEOPLE or self.lanes < 1:
            raise ValueError(f"a slice is of 1 to {MOST_PEOPLE} people, in one lane at least")


@dataclass(slots=True)
class Tally:
    """What this process has done of a run."""

    run: UUID | None = None
    slices: int = 0
    compared: int = 0
    changed: int = 0
    missed: int = 0
    asked_again: int = 0
    finished: bool = False
    silent: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)


def run(how: How | None = None) -> Tally:
    """Compare everyone who is due, once; AlreadyRunning where another process does.

    Ends unfinished when the source stays silent: whoever comes next goes on.
    """
    how, tally = how or How(), Tally()
    if _Joined.source is None:
        raise NoSource
    for attempt in range(1, how.patience + 1):
        try:
            with _the_only_one():
                tally.silent = False
                _go_on(how, tally)
        except (OperationalError, InterfaceError):
            # The database went away, and the lock with it: from the beginning, in a moment.
            connection.close()
            if attempt == how.patience:
                raise
        if tally.finished:
            return tally
        how.tell(tally)
        if attempt < how.patience:
            how.wait(rules.wait_before(attempt).total_seconds())
    return tally


def _go_on(how: How, tally: Tally) -> None:
    held = comparisons.begin(_SYSTEM, holder=new_id())
    tally.run = held.run
    spans = _Spans(held, how.slice_size)
    lanes = [_Lane(held, spans, how, tally) for _ in range(how.lanes)]
    if how.lanes == 1:
        lanes[0].work()
    else:
        _together(lanes)
    for lane in lanes:
        if lane.failed is not None:
            raise lane.failed
    if tally.silent:
        comparisons.pause(_SYSTEM, held=held)
        return
    comparisons.end(_SYSTEM, held=held)
    _ask_again(held, tally)
    tally.finished = True


class _Spans:
    """Hands out a run's slices: first those that were left unsettled, then new ones."""

    def __init__(self, held: Held, size: int) -> None:
        self._lock = threading.Lock()
        self._size = size
        self._left = iter(reads.unsettled(held.run))
        self._newest = reads.newest_span(held.run)
        self.stopped = False

    def take(self) -> Span | None:
        """The next one; None when all are handed out, or somebody said stop."""
        with self._lock:
            if self.stopped:
                return None
            if (span := next(self._left, None)) is not None:
                return span
            after = self._newest.upto if self._newest else rules.FIRST_ID
            if after == rules.LAST_ID:
                return None
            upto = people.end_of_next(after, self._size) or rules.LAST_ID
            ordinal = self._newest.ordinal + 1 if self._newest else 0
            self._newest = Span(ordinal, after, upto)
            return self._newest


class _Lane:
    """Takes slices one after the other."""

    def __init__(self, held: Held, spans: _Spans, how: How, tally: Tally) -> None:
        self._held, self._spans, self._how, self._tally = held, spans, how, tally
        self.failed: Exception | None = None

    def work(self) -> None:
        """Until there is no slice left, or the source is silent, or something broke."""
        try:
            while (span := self._spans.take()) is not None:
                self._one(span)
                self._how.tell(self._tally)
        except (SourceUnreachable, SourceNotTrusted) as silence:
            log.warning("the comparison waits: %s", type(silence).__name__)
            self._spans.stopped = self._tally.silent = True
        except Exception as broken:  # noqa: BLE001 — a thread's failure is raised by whoever waits
            self._spans.stopped = True
            self.failed = broken

    def work_apart(self) -> None:
        """The same in a thread, with a connection of its own."""
        try:
            self.work()
        finally:
            connection.close()

    def _one(self, span: Span) -> None:
        done = compare_slice(comparisons.ask(_SYSTEM, held=self._held, span=span))
        with self._tally.lock:
            self._tally.slices += 1
            self._tally.compared += done.compared
            self._tally.changed += done.changed
            self._tally.missed += done.missed


def _together(lanes: list[_Lane]) -> None:
    threads = [threading.Thread(target=lane.work_apart, daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one slice."""

    compared: int
    changed: int
    missed: int


def compare_slice(asked: Asked) -> Done:
    """Ask about those of a slice who may be asked about, and take in what differs."""
    opened = people.open_all(asked.people, asked.proof.workers)
    missed = dict.fromkeys(opened.shut, Unanswered.NOT_OPENED)
    if not opened.people:
        settled = comparisons.settle(
            _SYSTEM, asked=asked, said=Said(clock.now()), missed=missed, changed=0
        )
        return Done(settled, 0, len(missed))
    before = records_many.last_answers(
        asked.proof, opened.keys, after=asked.span.after, upto=asked.span.upto
    )
    answer = _source().compare(list(opened.people.values()), message_id=str(new_id()))
    said = _said(answer)
    changed = 0
    for worker, row in zip(opened.people, answer.rows, strict=True):
        if isinstance(row, Unanswered):
            missed[worker] = row
            continue
        if before.get(worker) != row.value:
            changed += comparisons.change(
                _SYSTEM, asked=asked, worker=UUID(worker), word=row, said=said
            )
    settled = comparisons.settle(_SYSTEM, asked=asked, said=said, missed=missed, changed=changed)
    if missed or answer.never_asked:
        log.error(
            "slice %s of run %s: %s rows are no answers, %s about nobody",
            *(asked.span.ordinal, asked.held.run, len(missed), answer.never_asked),
        )
    return Done(settled, changed, len(missed))


def _said(answer: SliceAnswer) -> Said:
    return Said(
        answer.answered_at,
        answer.window_from,
        answer.window_to,
        answer.evidence,
        answer.never_asked,
    )


def _ask_again(held: Held, tally: Tally) -> None:
    """Those without an answer are asked about once more, one by one, as on the day they agreed."""
    for worker in reads.worth_asking_again(held.run, most=ASKED_AGAIN):
        try:
            records.check_background(worker)
        except (SourceUnreachable, SourceNotTrusted):
            return  # noted by the check itself; tomorrow's run has them
        tally.asked_again += 1


def _source() -> SliceSource:
    if _Joined.source is None:
        raise NoSource
    return _Joined.source


@contextmanager
def _the_only_one() -> Iterator[None]:
    """Inside, no other process works on a run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
    held_by = connection.connection
    try:
        yield
    finally:
        # The lock is the connection's: where that is gone, so is the lock.
        if connection.connection is held_by and held_by is not None and not held_by.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
