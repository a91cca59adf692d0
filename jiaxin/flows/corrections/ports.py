"""What corrections need from outside: a source that is asked about its own fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from jiaxin.flows.corrections.rules import Finding, Remedy


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """What a source is asked: whose fact of its it is, and what is said against it.

    `who` names the person or the firm: `number` and `name`, or `code`.
    """

    source: str
    correction: str
    who: Mapping[str, str]
    kind: str
    row: Mapping[str, Any]
    claim: str
    words: str
    due_on: date


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a source decided: with the right content where it was changed."""

    finding: Finding
    words: str
    remedy: Remedy | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """The source has the question; its answer where it gave one at once. By which message."""

    evidence: str
    answer: Answer | None = None


class NoLine(StrEnum):
    """Why a source cannot be asked at all."""

    NOT_PAIRED = "not_paired"
    DOES_NOT_TAKE = "does_not_take"


class SourceDesk(Protocol):
    """Raises SourceUnreachable or SourceNotTrusted; says NoLine where nobody can be asked."""

    def ask(self, question: Question) -> Reply | NoLine: ...
