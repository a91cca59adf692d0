"""Data keys: one a person, fetched once a block, and never used after they are gone."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import SHORTEST, DataKey
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.ids import new_id


class Keys:
    """A table of data keys, in memory."""

    def __init__(self) -> None:
        self.kept: dict[UUID, DataKey] = {}
        self.asked = 0

    def of(self, owner: UUID, generation: int | None) -> DataKey:
        self.asked += 1
        if owner not in self.kept:
            if generation is not None:
                raise DoesNotOpen
            self.kept[owner] = DataKey(1, 1, new_id().bytes + owner.bytes)
        return self.kept[owner]

    def newest_of(self, owners: Sequence[UUID]) -> dict[UUID, DataKey]:
        self.asked += 1
        return {owner: self.kept[owner] for owner in owners if owner in self.kept}


@pytest.fixture
def keys() -> Iterator[Keys]:
    keys = Keys()
    held_keys.join(ring=held_keys.ring(), data_keys=keys)
    yield keys
    wiring.join()


def test_what_is_sealed_opens_for_its_owner_and_place_only(keys: Keys) -> None:
    lin, mei = new_id(), new_id()
    sealed = held_keys.seal(lin, b"clear", b"place")
    held_keys.seal(mei, b"", b"")

    assert held_keys.unseal(lin, sealed, b"place") == b"clear"
    for owner, place in ((mei, b"place"), (lin, b"elsewhere")):
        with pytest.raises(DoesNotOpen):
            held_keys.unseal(owner, sealed, place)


@pytest.mark.parametrize("at", range(5))
def test_suite_and_generation_are_part_of_what_is_vouched_for(keys: Keys, at: int) -> None:
    lin = new_id()
    sealed = bytearray(held_keys.seal(lin, b"clear", b"place"))
    sealed[at] ^= 3

    with pytest.raises(DoesNotOpen):
        held_keys.unseal(lin, bytes(sealed), b"place")


@pytest.mark.parametrize("length", [0, 1, 5, 17, SHORTEST - 1])
def test_what_is_too_short_does_not_open(keys: Keys, length: int) -> None:
    with pytest.raises(DoesNotOpen):
        held_keys.unseal(new_id(), b"\x01" * length, b"place")


def test_within_a_block_a_key_is_fetched_once(keys: Keys) -> None:
    lin = new_id()
    with held_keys.keys_at_hand():
        sealed = held_keys.seal(lin, b"clear", b"place")
        with held_keys.keys_at_hand():
            held_keys.unseal(lin, sealed, b"place")
            held_keys.seal(lin, b"more", b"place")

    assert keys.asked == 1


def test_after_the_block_nothing_is_remembered(keys: Keys) -> None:
    lin = new_id()
    with held_keys.keys_at_hand():
        sealed = held_keys.seal(lin, b"clear", b"place")
    del keys.kept[lin]

    with pytest.raises(DoesNotOpen):
        held_keys.unseal(lin, sealed, b"place")


def test_a_forgotten_key_is_asked_for_again(keys: Keys) -> None:
    lin, mei = new_id(), new_id()
    with held_keys.keys_at_hand():
        for owner in (lin, mei):
            held_keys.seal(owner, b"clear", b"place")
        held_keys.forget(lin)
        for owner in (lin, mei):
            held_keys.seal(owner, b"clear", b"place")
        assert keys.asked == 3
        held_keys.forget_all()
        held_keys.seal(mei, b"clear", b"place")

    assert keys.asked == 4


def test_many_peoples_keys_are_fetched_in_one_question(keys: Keys) -> None:
    people = [new_id() for _ in range(3)]
    for person in people:
        held_keys.seal(person, b"clear", b"place")
    keys.asked = 0

    with held_keys.keys_at_hand():
        held_keys.fetch([*people, new_id()])
        for person in people:
            held_keys.seal(person, b"more", b"place")

    assert keys.asked == 1


def test_keys_of_many_are_fetched_only_where_they_are_forgotten_again(keys: Keys) -> None:
    with pytest.raises(held_keys.NotJoined):
        held_keys.fetch([new_id()])
