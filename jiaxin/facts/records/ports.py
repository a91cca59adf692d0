"""What the record needs from outside: the source of background answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class BackgroundWord(StrEnum):
    """The source's word; never a case. Only two persons may turn BEING_VERIFIED into more."""

    NONE_FOUND = "none_found"
    BEING_VERIFIED = "being_verified"


@dataclass(frozen=True, slots=True)
class BackgroundAnswer:
    """What the source answered, when, and the window it answered for (both days included)."""

    word: BackgroundWord
    checked_at: datetime
    window_from: date
    window_to: date
    evidence: str


class BackgroundCheck(Protocol):
    """The police source. Raises SourceUnreachable or SourceNotTrusted; never guesses."""

    def check(self, *, name: str, number: str, message_id: str) -> BackgroundAnswer: ...


@dataclass(frozen=True, slots=True)
class Compared:
    """The police source was asked about many at once, her among them, and said what it had said."""

    checked_at: datetime
    evidence: str
    window_from: date
    window_to: date


class Comparisons(Protocol):
    """The daily comparison: when it last saw a worker. It writes on no row of a record."""

    def newest(self, worker: UUID) -> Compared | None: ...
