"""What any police source promises, the real one and every fake: subclass, and give the fixtures.

class TestMyFake(RealNameContract, BackgroundContract):
    @pytest.fixture
    def asked(self) -> Asked: ...
"""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Protocol

from jiaxin.facts.records.ports import BackgroundCheck, BackgroundWord
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.identity.ports import RealNameCheck, RealNameWord


class Source(RealNameCheck, BackgroundCheck, Protocol):
    """Answers both questions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A source, and whom it knows: one with nothing found, one being verified, and a stranger."""

    source: Source
    name: str
    number: str
    name_being_verified: str
    number_being_verified: str
    number_of_a_stranger: str


def fresh() -> str:
    return str(new_id())


class RealNameContract:
    """RealNameCheck."""

    def test_a_name_with_its_number_matches_and_comes_with_a_portrait(self, asked: Asked) -> None:
        said = asked.source.compare(name=asked.name, number=asked.number, message_id=fresh())

        assert said.word is RealNameWord.MATCH
        assert said.portrait
        assert said.portrait.startswith(b"\xff\xd8\xff")

    def test_another_name_is_a_mismatch_and_shows_nobody(self, asked: Asked) -> None:
        said = asked.source.compare(name="贾无人", number=asked.number, message_id=fresh())

        assert said.word is RealNameWord.MISMATCH
        assert said.portrait is None

    def test_a_number_that_the_source_does_not_hold_is_unknown(self, asked: Asked) -> None:
        number = asked.number_of_a_stranger
        said = asked.source.compare(name=asked.name, number=number, message_id=fresh())

        assert said.word is RealNameWord.UNKNOWN
        assert said.portrait is None

    def test_a_comparison_says_when_it_was_made_and_by_which_message(self, asked: Asked) -> None:
        said = asked.source.compare(name=asked.name, number=asked.number, message_id=fresh())

        assert said.checked_at.tzinfo is UTC
        assert abs(clock.now() - said.checked_at) < timedelta(minutes=5)
        assert said.evidence

    def test_the_same_message_may_be_sent_again(self, asked: Asked) -> None:
        message_id = fresh()

        first = asked.source.compare(name=asked.name, number=asked.number, message_id=message_id)
        again = asked.source.compare(name=asked.name, number=asked.number, message_id=message_id)

        assert first.word is again.word


class BackgroundContract:
    """BackgroundCheck."""

    def test_nothing_found_is_said_so(self, asked: Asked) -> None:
        said = asked.source.check(name=asked.name, number=asked.number, message_id=fresh())

        assert said.word is BackgroundWord.NONE_FOUND

    def test_being_verified_is_said_so(self, asked: Asked) -> None:
        said = asked.source.check(
            name=asked.name_being_verified,
            number=asked.number_being_verified,
            message_id=fresh(),
        )

        assert said.word is BackgroundWord.BEING_VERIFIED

    def test_an_answer_is_for_five_years_to_the_day(self, asked: Asked) -> None:
        said = asked.source.check(name=asked.name, number=asked.number, message_id=fresh())

        assert said.window_to == clock.day_of(said.checked_at)
        assert 1825 <= (said.window_to - said.window_from).days <= 1827
        assert said.evidence
