"""What identity needs from outside: a real-name source, a card reader, a face provider.

What holds a name, a number or a picture has no repr: it must not end in a log or a traceback.
"""

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


@dataclass(frozen=True, slots=True, repr=False)
class RealName:
    """What the police source answered, when, and its portrait (JPEG, only with a match)."""

    word: RealNameWord
    checked_at: datetime
    evidence: str
    portrait: bytes | None = None


class RealNameCheck(Protocol):
    """The police source. Raises SourceUnreachable or SourceNotTrusted; never guesses."""

    def compare(self, *, name: str, number: str, message_id: str) -> RealName: ...


@dataclass(frozen=True, slots=True, repr=False)
class CardFront:
    """The side with the portrait, as read; every field may be empty and is confirmed by her."""

    name: str
    sex: str
    ethnicity: str
    birth: date | None
    address: str
    number: str
    portrait: bytes | None


@dataclass(frozen=True, slots=True, repr=False)
class CardBack:
    """The side with the emblem.

    `valid_to` alone is None for a card valid without end (长期); with `valid_from` it was not read.
    """

    issuer: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, repr=False)
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


class NotLive(StrEnum):
    """What was missing in a burst, so that she can be told what to do differently."""

    TOO_FEW = "too_few"  # too few frames with a face
    NOT_FRONT = "not_front"  # it did not begin facing the camera
    STILL = "still"  # no turn, or too small a one
    WRONG_WAY = "wrong_way"  # turned to the other side
    FLAT = "flat"  # everything moved as a flat picture moves
    LOST = "lost"  # too blurred or too fast to be followed
    CHANGED = "changed"  # another face at the end than at the start


@dataclass(frozen=True, slots=True)
class FaceAnswer:
    """Outcome, distance (0 same … 1 other; None where none was measured), liveness level reached.

    `liveness` is "challenge" after a turn that was seen, else "none"; `why` goes with NOT_LIVE.
    """

    outcome: FaceOutcome
    distance: float | None
    liveness: str
    why: NotLive | None = None


class FaceProvider(Protocol):
    """Compares a burst with a portrait. Raises ProviderDown when it cannot be reached."""

    def compare(self, *, portrait: bytes, frames: Sequence[bytes], turn: Turn) -> FaceAnswer: ...


@dataclass(frozen=True, slots=True, repr=False)
class Vouched:
    """Somebody whom another system has signed in: by its own name for her, and how surely."""

    subject: str
    two_factors: bool


class StaffVoucher(Protocol):
    """An official's key token (UKey) or a government single sign-on, beside name and password.

    `ask` gives the address to send the browser to, or what its token is to sign, and a state that
    comes back with the answer; `vouch` reads the answer once. Raises NotVouched for any answer
    that is not the provider's, is of another state or of another time; ProviderDown when it cannot
    be reached. It opens no account and gives no role: those are the platform's own.
    """

    def ask(self, *, back_to: str) -> tuple[str, dict[str, str]]: ...

    def vouch(self, *, state: dict[str, str], answer: dict[str, str]) -> Vouched: ...


class NotVouched(Exception):
    """The answer proves nobody."""


class ProviderDown(Exception):
    """The face and card process cannot be reached."""
