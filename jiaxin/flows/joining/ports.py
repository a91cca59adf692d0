"""What a firm's entry needs from outside: the register of firms of market regulation."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.ground.credit_codes import CreditCode


class Word(StrEnum):
    """The register's word on a firm and the person who says that she represents it."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What the register answered; the registration comes only with a match."""

    word: Word
    registration: NewFirmFact | None = None


class FirmRegister(Protocol):
    """Raises SourceUnreachable or SourceNotTrusted; never guesses."""

    def confirm(self, *, code: CreditCode, name: str, number: str, message_id: str) -> Said: ...
