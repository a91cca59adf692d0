"""Many people in one question (分批背景核查): docs/PROTOCOL.md, part 4.3.

A person is known to the answer by her place in this one message. Rows of the answer that cannot be
believed are counted and left out; the others are taken.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Self, override

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons.ports import MOST_PEOPLE, SliceAnswer, SliceSource
from jiaxin.flows.comparisons.rules import Unanswered
from jiaxin.gateways.exchange import envelope
from jiaxin.gateways.exchange.departments import window_of
from jiaxin.gateways.exchange.http import Line, Wire
from jiaxin.gateways.exchange.keys import DepartmentKeys, KeysUnusable
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable

SERVICE = "background-slice"
type Row = BackgroundWord | Unanswered
_WORDS: dict[str, Row] = {word.value: word for word in BackgroundWord}
_WORDS["not_this_person"] = Unanswered.NOT_THIS_PERSON


class PoliceSlices(SliceSource):
    """The police source's slices. Tries once; trying again is the caller's."""

    def __init__(self, keys: DepartmentKeys, line: Line) -> None:
        self._keys = keys
        self._wire = Wire(line)

    @override
    def compare(self, people: Sequence[tuple[str, str]], *, message_id: str) -> SliceAnswer:
        if not 0 < len(people) <= MOST_PEOPLE:
            raise ValueError(f"a slice is of 1 to {MOST_PEOPLE} people")
        # By number: else their order would say in which order they joined.
        order = sorted(range(len(people)), key=lambda place: people[place][1])
        asked = [_plain(*people[place]) for place in order]
        answer = self._ask(asked, message_id)
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

    def _ask(self, asked: list[tuple[str, str]], message_id: str) -> envelope.Answer:
        try:
            sent = envelope.ask(
                self._keys,
                kind=SERVICE,
                about={"people": asked},
                message_id=message_id,
                authority=self._wire.line.authority,
                now=clock.now(),
            )
        except KeysUnusable as error:
            raise SourceUnreachable(str(error)) from error
        received = self._wire.post(sent)
        if received.status >= 500 or received.status == 429:
            raise SourceUnreachable(f"status {received.status}")
        return envelope.receive(self._keys, sent, received, clock.now())

    def close(self) -> None:
        """Ends the connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


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
