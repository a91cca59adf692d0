"""The exchange's law: who may send what, how much, and how a message moves. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from jiaxin.ground import regions

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
    HEALTH = "health"


NATION = "000000"


def reaches(region: str, place: str) -> bool:
    """Whether a party that acts in one region may speak of a place; without a region, of none."""
    return bool(region) and (region == NATION or regions.within(place, region))


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


class AskOutcome(StrEnum):
    """What came of a question that we put to a department."""

    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"
    DECLINED = "declined"


class Way(StrEnum):
    """Which way a source's facts come: it sends by itself, or is asked."""

    SENDS = "sends"
    ASKED = "asked"


class SourceState(StrEnum):
    """How a source does, in one word: the gravest of what is known."""

    ALIVE = "alive"
    NOTHING_YET = "nothing_yet"
    ROWS_WAIT = "rows_wait"
    NUMBERS_MISSING = "numbers_missing"
    REFUSED = "refused"
    LATE = "late"
    STOPPED = "stopped"
    DECLINES = "declines"
    SILENT = "silent"
    NOT_TRUSTED = "not_trusted"


_FAILING = {
    AskOutcome.UNREACHABLE: SourceState.SILENT,
    AskOutcome.NOT_TRUSTED: SourceState.NOT_TRUSTED,
    AskOutcome.DECLINED: SourceState.DECLINES,
}


def state_of_asked(failing: AskOutcome | None, *, was_answered: bool) -> SourceState:
    """How a department does that we ask, by what came of the last question."""
    if failing is not None and failing is not AskOutcome.ANSWERED:
        return _FAILING[failing]
    return SourceState.ALIVE if was_answered else SourceState.NOTHING_YET


def state_of_sender(
    *,
    is_late: bool,
    has_sent: bool,
    stopped: bool,
    refused: bool,
    numbers_missing: bool,
    rows_wait: bool,
) -> SourceState:
    """How a body does that sends by itself: what is gravest is said."""
    grave = (
        (stopped, SourceState.STOPPED),
        (is_late and has_sent, SourceState.LATE),
        (refused, SourceState.REFUSED),
        (numbers_missing, SourceState.NUMBERS_MISSING),
        (rows_wait, SourceState.ROWS_WAIT),
        (not has_sent, SourceState.NOTHING_YET),
    )
    return next((state for holds, state in grave if holds), SourceState.ALIVE)


# What a local platform fetches: the service that it is registered for.
PULL = "local-facts"
MOST_ASKED = 50
# Workers a part, and where a part ends before that many are in it.
PEOPLE_A_PART = 200
ENOUGH_PART_BYTES = 4 * 1024 * 1024
# A batch that nobody goes on fetching is forgotten.
PULL_LASTS = timedelta(hours=24)


class Handing(StrEnum):
    """How what a platform fetches is handed over."""

    ANSWERED = "answered"
    FETCHED = "fetched"
    FOLDER = "folder"


class Making(StrEnum):
    """How far a batch of ours is."""

    MAKING = "making"
    WHOLE = "whole"
    ENDED = "ended"


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
