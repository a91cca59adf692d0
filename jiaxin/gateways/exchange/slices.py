"""Many people in one question (分批背景核查): docs/PROTOCOL.md, part 4.3.

A person is known to the answer by her place in this one message. Rows of the answer that cannot be
believed are counted and left out; the others are taken.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, override

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons.ports import MOST_PEOPLE, SliceAnswer, SliceSource
from jiaxin.flows.comparisons.rules import Unanswered
from jiaxin.gateways.exchange.asked import Department
from jiaxin.gateways.exchange.departments import window_of
from jiaxin.gateways.exchange.watching import watched
from jiaxin.ground.errors import SourceNotTrusted

SERVICE = "background-slice"
type Row = BackgroundWord | Unanswered
_WORDS: dict[str, Row] = {word.value: word for word in BackgroundWord}
_WORDS["not_this_person"] = Unanswered.NOT_THIS_PERSON


class PoliceSlices(Department, SliceSource):
    """The police source's slices."""

    @override
    def compare(self, people: Sequence[tuple[str, str]], *, message_id: str) -> SliceAnswer:
        if not 0 < len(people) <= MOST_PEOPLE:
            raise ValueError(f"a slice is of 1 to {MOST_PEOPLE} people")
        # By number: else their order would say in which order they joined.
        order = sorted(range(len(people)), key=lambda place: people[place][1])
        asked = [_plain(*people[place]) for place in order]
        with watched(self._note, SERVICE):
            answer = self._ask(SERVICE, {"people": asked}, message_id)
            window_from, window_to = window_of(answer)
            rows, never_asked = read_rows(answer.content.get("answers"), len(people))
        in_our_order: list[Row] = [Unanswered.MISSING] * len(people)
        for place, row in zip(order, rows, strict=True):
            in_our_order[place] = row
        return SliceAnswer(
            rows=tuple(in_our_order),
            never_asked=never_asked,
            answered_at=answer.answered_at,
            window_from=window_from,
            window_to=window_to,
            evidence=answer.message_id,
        )


def read_rows(answers: Any, count: int) -> tuple[list[Row], int]:
    """Of each place its word, or why it has none; and how many rows are about nobody asked."""
    if not isinstance(answers, Mapping):
        raise SourceNotTrusted("the answer has no rows")
    rows: list[Row] = [Unanswered.MISSING] * count
    seen = bytearray(count)
    never_asked = 0
    for text, places in answers.items():
        if not isinstance(places, list):
            raise SourceNotTrusted("the rows of an answer are no list")
        said = _WORDS.get(text, Unanswered.UNREADABLE)
        for place in places:
            if type(place) is not int or not 0 <= place < count:
                never_asked += 1
            elif seen[place]:
                rows[place] = Unanswered.DOUBLED
            else:
                seen[place] = True
                rows[place] = said
    return rows, never_asked


def _plain(name: str, number: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", name), number
