"""The law of messages: how they move, and which numbers are missing."""

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.gateways.exchange.rules import MOVES, State, gaps, may_move


def test_a_message_that_is_done_never_moves_again() -> None:
    assert not any(may_move(State.DONE, then) for then in State)


def test_every_state_says_where_it_may_go() -> None:
    assert set(MOVES) == set(State)


def test_only_what_is_whole_is_worked_through() -> None:
    assert not may_move(State.RECEIVING, State.DONE)


@given(st.lists(st.integers(1, 60), max_size=30))
def test_gaps_are_exactly_the_numbers_below_the_highest_that_never_came(came: list[int]) -> None:
    assert gaps(came) == sorted(set(range(1, max(came, default=0))) - set(came))


def test_a_long_gap_is_not_listed_without_end() -> None:
    assert len(gaps([10**12])) == 100
