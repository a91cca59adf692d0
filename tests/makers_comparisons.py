"""For tests of the daily comparison: a source of slices that remembers whom it was asked about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons import errands
from jiaxin.flows.comparisons.errands import How, Tally
from jiaxin.flows.comparisons.ports import SliceAnswer
from jiaxin.flows.comparisons.rules import Unanswered
from jiaxin.gateways.exchange.departments import years_before
from jiaxin.ground import clock


@dataclass
class FakeSlices:
    """Stands at the port of the source. `words` are the answers that are not "none found"."""

    words: dict[str, BackgroundWord | Unanswered] = field(default_factory=dict)
    trouble: Exception | None = None
    # What happens between the question and the answer.
    meanwhile: Callable[[], object] = lambda: None
    asked: list[tuple[datetime, list[str]]] = field(default_factory=list)
    never_asked: int = 0

    def compare(self, people: Sequence[tuple[str, str]], *, message_id: str) -> SliceAnswer:
        self.asked.append((clock.now(), [number for _, number in people]))
        if self.trouble:
            raise self.trouble
        self.meanwhile()
        today = clock.today()
        return SliceAnswer(
            rows=tuple(self.words.get(number, BackgroundWord.NONE_FOUND) for _, number in people),
            never_asked=self.never_asked,
            answered_at=clock.now(),
            window_from=years_before(today),
            window_to=today,
            evidence=f"ev-{message_id}",
        )

    @property
    def numbers(self) -> list[str]:
        """Everybody's number, in the order they were asked about."""
        return [number for _, numbers in self.asked for number in numbers]


def compare(slice_size: int = 100, patience: int = 1) -> Tally:
    """A run in this thread, with this connection."""
    return errands.run(
        How(slice_size=slice_size, lanes=1, patience=patience, wait=lambda seconds: None)
    )
