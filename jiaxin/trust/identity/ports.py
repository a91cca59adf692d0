"""What identity needs from outside: a real-name source, a card reader, a face provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class RealNameWord(StrEnum):
    """The source's word on a name and a number."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RealName:
    """What the police source answered, when, and the portrait it holds (JPEG, only with a match)."""

    word: RealNameWord
    checked_at: datetime
    evidence: str
    portrait: bytes | None = None


class RealNameCheck(Protocol):
    """The police source. Raises SourceUnreachable or SourceNotTrusted; never guesses."""

    def compare(self, *, name: str, number: str, message_id: str) -> RealName: ...


@dataclass(frozen=True, slots=True)
class CardFront:
    """The side with the portrait, as read; every field may be empty and is confirmed by her."""

    name: str
    sex: str
    ethnicity: str
    birth: date | None
    address: str
    number: str
    portrait: bytes | None


@dataclass(frozen=True, slots=True)
class CardBack:
    """The side with the emblem. `valid_to` is None for a card valid without end (长期)."""

    issuer: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class CardRead:
    """Both sides of one card."""

    front: CardFront
    back: CardBack


class CardFault(StrEnum):
    """Why a picture gave no card."""

    EMPTY = "empty"
    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"
    NO_CARD = "no_card"
    WRONG_SIDE = "wrong_side"
    BLURRED = "blurred"


class CardUnreadable(Exception):
    """A picture that gave no card: which side, and why."""

    def __init__(self, side: str, fault: CardFault) -> None:
        super().__init__(f"{side}: {fault}")
        self.side = side
        self.fault = fault


class CardReader(Protocol):
    """Reads both sides. Raises CardUnreadable, or ProviderDown when it cannot be reached."""

    def read(self, *, front: bytes, back: bytes) -> CardRead: ...


class Turn(StrEnum):
    """Which way, seen by herself, she is asked to turn her head."""

    LEFT = "left"
    RIGHT = "right"


class FaceOutcome(StrEnum):
    """What a burst of frames showed, beside the portrait."""

    SAME = "same"
    OTHER = "other"
    REVIEW = "review"
    NO_FACE = "no_face"
    MANY_FACES = "many_faces"
    NOT_LIVE = "not_live"


@dataclass(frozen=True, slots=True)
class FaceAnswer:
    """Outcome, distance (0 same … 1 other; None where none was measured), liveness level reached."""

    outcome: FaceOutcome
    distance: float | None
    liveness: str


class FaceProvider(Protocol):
    """Compares a burst with a portrait. Raises ProviderDown when it cannot be reached."""

    def compare(self, *, portrait: bytes, frames: Sequence[bytes], turn: Turn) -> FaceAnswer: ...


class ProviderDown(Exception):
    """The face and card process cannot be reached."""
