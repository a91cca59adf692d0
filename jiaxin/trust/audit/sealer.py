"""Seals the trail: committed lines get places in the tree, and the tree a signed checkpoint.

The places, hashes and nodes are made by a function of the database in one transaction, under a
lock: a sealer that is killed leaves either all of a batch or nothing. Only the signature is made
here, since only the product holds the key. This is the trail's own machinery and no act of anyone:
it passes no door, or each sealing would write a line to seal (docs/decisions/0011).
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import DatabaseError, connection

from jiaxin.ground import clock
from jiaxin.trust.audit import checkpoints, logkeys, notes, tree
from jiaxin.trust.audit.notes import Head

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
BATCH = 4096
MONTHS_AHEAD = 24
LOOK_AT_MONTHS_EVERY = timedelta(hours=6)


def seal() -> int:
    """Give every committed line that waits its place; how many got one."""
    sealed = 0
    while (batch := _call("SELECT audit_seal(%s)", BATCH)) > 0:
        sealed += batch
    return sealed


def sign() -> bool:
    """Sign the tree as it stands, unless that is done; whether there is a new checkpoint."""
    size = tree.size()
    newest = checkpoints.newest()
    if size == 0 or (newest and newest.size == size and _by_todays_key(newest.note)):
        return False
    head = Head(logkeys.origin(), size, tree.root(size))
    # The first note of a new key is signed by the one before as well: it hands over.
    numbers = [logkeys.number()]
    if newest and not _by_todays_key(newest.note) and logkeys.number() > 1:
        numbers.insert(0, logkeys.number() - 1)
    note = notes.sign(
        head.text, head.origin, [key for each in numbers for key in logkeys.signers(each)]
    )
    return bool(_call("SELECT audit_sign(%s, %s, %s, %s)", size, head.root, note, clock.now()))


def make_months(first: date) -> None:
    """See that the coming months have partitions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_months(%s, %s)", [first, MONTHS_AHEAD])


class Sealer:
    """The loop: seal, sign, wait. Comes back by itself after the database was away."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.run_forever, name="sealer", daemon=True)
        self._months_seen = clock.now() - LOOK_AT_MONTHS_EVERY

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Seal what waits, and end."""
        self._stop.set()
        self._thread.join(timeout=10)

    def run_forever(self) -> None:
        """Until stopped."""
        try:
            while not self._stop.wait(EVERY_SECONDS):
                self._once()
            self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            seal()
            sign()
            self._look_at_months()
        except (DatabaseError, tree.Gone) as problem:
            log.warning("the trail was not sealed: %s", type(problem).__name__)
            connection.close()

    def _look_at_months(self) -> None:
        now = clock.now()
        if now - self._months_seen >= LOOK_AT_MONTHS_EVERY:
            make_months(clock.today())
            self._months_seen = now


@contextmanager
def running() -> Iterator[None]:
    """Inside, this process seals."""
    sealer = Sealer()
    sealer.start()
    try:
        yield
    finally:
        sealer.stop()


def _by_todays_key(note: str) -> bool:
    todays = logkeys.keys(logkeys.number(), logkeys.origin())
    return {key.id for key in todays} <= notes.signers(note)


def _call(statement: str, *values: int | bytes | str | datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return int(row[0])
