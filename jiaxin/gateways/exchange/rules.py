"""The exchange's law: who may send what, how much, and how a message moves. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

# Limits of docs/PROTOCOL.md, part 9. Each bounds the memory and the time of whoever reads.
MOST_LIVE_BYTES = 64 * 1024
MOST_LIVE_ROWS = 200
MOST_MANIFEST_BYTES = 512 * 1024
MOST_PARTS = 1_000
MOST_PART_BYTES = 12 * 1024 * 1024
MOST_PART_CLEAR_BYTES = 8 * 1024 * 1024
MOST_PART_ROWS = 20_000
MOST_ROW_BYTES = 16 * 1024
MOST_COLUMNS = 64
# A sender whose rows are wrong by the thousand has a fault that rows cannot mend one by one.
MOST_QUARANTINED = 10_000
# Rows taken in one transaction.
CHUNK = 2_000
# A manifest may come late by weeks: its rows say themselves when they were true.
OLDEST_MANIFEST = timedelta(days=60)
NONCES_KEPT = timedelta(seconds=900)
# An upload that nobody goes on with is forgotten.
UPLOAD_LASTS = timedelta(days=7)


class PartySort(StrEnum):
    """What kind of body a party is."""

    POLICE = "police"
    HOSPITAL = "hospital"
    TRAINING = "training"
    RATING = "rating"
    INSURER = "insurer"
    MARKET = "market"
    CREDIT = "credit"
    PLATFORM = "platform"


class Arrival(StrEnum):
    """How a message came in."""

    LIVE = "live"
    UPLOAD = "upload"
    FOLDER = "folder"


class State(StrEnum):
    """How far a message is."""

    RECEIVING = "receiving"
    TAKEN = "taken"
    DONE = "done"
    STOPPED = "stopped"


MOVES: dict[State, frozenset[State]] = {
    State.RECEIVING: frozenset({State.TAKEN, State.STOPPED}),
    State.TAKEN: frozenset({State.DONE, State.STOPPED}),
    # What stopped for a cause on our side may be taken up again where it stood.
    State.STOPPED: frozenset({State.TAKEN}),
    State.DONE: frozenset(),
}


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


class Lot(StrEnum):
    """What became of a quarantined row."""

    WAITING = "waiting"
    REPLAYED = "replayed"
    FIXED = "fixed"


class Tale(StrEnum):
    """Whether the sender is told of a quarantined row: never of one that would tell who is here."""

    TOLD = "told"
    OURS = "ours"


def gaps(numbers: Iterable[int], most: int = 100) -> list[int]:
    """Which sequence numbers are missing below the highest that came."""
    missing: list[int] = []
    before = 0
    for number in sorted(set(numbers)):
        missing.extend(range(before + 1, min(number, before + 1 + most - len(missing))))
        before = number
        if len(missing) >= most:
            break
    return missing
