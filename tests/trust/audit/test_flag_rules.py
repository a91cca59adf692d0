"""What is unusual: pure, by cases and as laws."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.trust.access.roles import ADMINISTRATORS, Role
from jiaxin.trust.audit.flag_rules import (
    MOST,
    RETURNS,
    RETURNS_WITHIN,
    WHOSE,
    FlagKind,
    Step,
    is_in_two_places,
)

NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)


def steps(origins: str, *, every: timedelta = timedelta(minutes=1)) -> list[Step]:
    return [Step(NOON + i * every, origin.strip()) for i, origin in enumerate(origins)]


@pytest.mark.parametrize(
    ("origins", "is_one"),
    [
        ("", False),
        ("AAAAAAAA", False),
        ("AB", False),  # from home into the street
        ("ABA", False),  # and home again
        ("ABAB", False),
        ("ABABA", True),
        ("AABBAABBAA", True),
        ("ABCDEFGH", False),  # a train
        ("ABACA", False),
        ("ABCABC", True),
        ("A B A B A", True),  # acts without an address say nothing
    ],
)
def test_coming_back_again_and_again_is_two_places(origins: str, is_one: bool) -> None:
    assert is_in_two_places(steps(origins)) is is_one


def test_over_a_long_time_it_is_a_day_of_errands() -> None:
    assert is_in_two_places(steps("ABABA", every=RETURNS_WITHIN / (RETURNS - 1)))
    assert not is_in_two_places(steps("ABABA", every=RETURNS_WITHIN))


@given(st.lists(st.integers(), unique=True, max_size=60))
def test_who_never_comes_back_is_never_in_two_places(origins: list[int]) -> None:
    moved = [Step(NOON + timedelta(seconds=i), f"o{origin}") for i, origin in enumerate(origins)]

    assert not is_in_two_places(moved)


@given(st.text("ABC ", max_size=40))
def test_more_acts_never_take_a_flag_away(origins: str) -> None:
    if is_in_two_places(steps(origins)):
        assert is_in_two_places(steps(origins + "D"))


def test_whoever_could_look_at_many_is_counted() -> None:
    counted = frozenset().union(*WHOSE.values())

    assert (
        set(MOST)
        == set(WHOSE)
        == set(FlagKind)
        - {
            FlagKind.TWO_PLACES,
            FlagKind.REPORTED,
        }
    )
    assert counted >= set(ADMINISTRATORS)
    assert set(Role) - counted == {Role.VISITOR, Role.WORKER, Role.PARTY, Role.SYSTEM}
