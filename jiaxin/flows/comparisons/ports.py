"""What the daily comparison needs from outside: a source that answers about many people at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons.rules import Unanswered

# A message to the source is about so many people at most.
MOST_PEOPLE = 5000


@dataclass(frozen=True, slots=True, repr=False)
class SliceAnswer:
    """What the source said, in the order asked: of each a word, or why there is none.

    `never_asked` counts rows about nobody in the slice: they are left out.
    """

    rows: tuple[BackgroundWord | Unanswered, ...]
    never_asked: int
    answered_at: datetime
    window_from: date
    window_to: date
    evidence: str


class SliceSource(Protocol):
    """The police source. Raises SourceUnreachable or SourceNotTrusted; never guesses.

    `people` are names with their numbers; the source knows each by its place in this message only.
    """

    def compare(self, people: Sequence[tuple[str, str]], *, message_id: str) -> SliceAnswer: ...
