"""What any face provider and any card reader promise, the real ones and every fake.

class TestMyFake(FaceContract):
    @pytest.fixture
    def staged(self) -> Staged: ...
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from jiaxin.trust.identity.ports import (
    CardFault,
    CardReader,
    CardUnreadable,
    FaceOutcome,
    FaceProvider,
    NotLive,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A provider, portraits of her and of another, and bursts it is to judge."""

    provider: FaceProvider
    portrait: bytes
    portrait_of_another: bytes
    turning_left: Sequence[bytes]
    still: Sequence[bytes]
    photo_turned_left: Sequence[bytes]
    two_people: Sequence[bytes]
    nobody: Sequence[bytes]


class FaceContract:
    """FaceProvider."""

    def test_she_who_turns_as_asked_is_the_same(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.turning_left, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.SAME
        assert said.liveness == "challenge"
        assert said.distance is not None
        assert said.why is None

    def test_beside_anothers_portrait_she_is_another(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait_of_another, frames=staged.turning_left, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.OTHER

    def test_the_other_way_is_not_what_was_asked(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.turning_left, turn=Turn.RIGHT
        )

        assert said.outcome is FaceOutcome.NOT_LIVE
        assert said.why is NotLive.WRONG_WAY

    def test_a_still_picture_is_not_live(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.still, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.NOT_LIVE
        assert said.why is NotLive.STILL

    def test_a_photo_turned_before_the_camera_is_not_live(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.photo_turned_left, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.NOT_LIVE

    def test_what_is_not_live_is_not_measured(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.still, turn=Turn.LEFT
        )

        assert said.distance is None
        assert said.liveness == "none"

    def test_two_people_are_many_faces(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.two_people, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.MANY_FACES

    def test_an_empty_room_is_no_face(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=staged.nobody, turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.NO_FACE

    def test_no_frames_are_no_face(self, staged: Staged) -> None:
        said = staged.provider.compare(portrait=staged.portrait, frames=[], turn=Turn.LEFT)

        assert said.outcome is FaceOutcome.NO_FACE

    def test_files_that_are_no_pictures_are_no_face(self, staged: Staged) -> None:
        said = staged.provider.compare(
            portrait=staged.portrait, frames=[b"", b"PK\x03\x04", b"\xff\xd8\xff"], turn=Turn.LEFT
        )

        assert said.outcome is FaceOutcome.NO_FACE


@dataclass(frozen=True, slots=True)
class Card:
    """A reader, both sides of one card, and what stands on it."""

    reader: CardReader
    front: bytes
    back: bytes
    name: str
    number: str
    birth: date
    sex: str


class CardContract:
    """CardReader."""

    def test_it_reads_who_she_is(self, card: Card) -> None:
        read = card.reader.read(front=card.front, back=card.back)

        said = (read.front.name, read.front.number, read.front.birth, read.front.sex)
        assert said == (card.name, card.number, card.birth, card.sex)

    def test_it_cuts_out_the_portrait(self, card: Card) -> None:
        read = card.reader.read(front=card.front, back=card.back)

        assert read.front.portrait is not None
        assert read.front.portrait.startswith(b"\xff\xd8\xff")

    def test_it_reads_how_long_the_card_holds(self, card: Card) -> None:
        read = card.reader.read(front=card.front, back=card.back)

        assert read.back.valid_from is not None
        assert read.back.issuer

    def test_sides_swapped_are_told(self, card: Card) -> None:
        with pytest.raises(CardUnreadable) as no:
            card.reader.read(front=card.back, back=card.front)

        assert (no.value.side, no.value.fault) == ("front", CardFault.WRONG_SIDE)

    def test_an_empty_file_is_told_with_its_side(self, card: Card) -> None:
        with pytest.raises(CardUnreadable) as no:
            card.reader.read(front=card.front, back=b"")

        assert (no.value.side, no.value.fault) == ("back", CardFault.EMPTY)

    def test_what_is_no_picture_is_told(self, card: Card) -> None:
        with pytest.raises(CardUnreadable) as no:
            card.reader.read(front=b"PK\x03\x04" + bytes(500), back=card.back)

        assert (no.value.side, no.value.fault) == ("front", CardFault.NOT_A_PICTURE)
