"""The law of a check that it is she."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.presence.rules import HOLDS, MOVES, Standing, State, may_be_spent, may_move

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)


@given(moves=st.lists(st.sampled_from(State)))
def test_no_path_leads_back_from_spent(moves: list[State]) -> None:
    now = State.ASKED
    for then in moves:
        was, now = now, then if may_move(now, then) else now
        assert was is not State.SPENT or now is State.SPENT


@given(moves=st.lists(st.sampled_from(State)))
def test_what_was_spent_had_passed(moves: list[State]) -> None:
    now, passed = State.ASKED, False
    for then in moves:
        now = then if may_move(now, then) else now
        passed = passed or now is State.PASSED
        assert now is not State.SPENT or passed


def test_a_passed_check_holds_for_two_minutes() -> None:
    passed = Standing(State.PASSED, NOON)

    assert timedelta(minutes=2) == HOLDS
    assert may_be_spent(passed, NOON + HOLDS - timedelta(microseconds=1))
    assert not may_be_spent(passed, NOON + HOLDS)


@given(after=st.timedeltas(timedelta(0), timedelta(days=1)), state=st.sampled_from(State))
def test_only_a_passed_check_counts(after: timedelta, state: State) -> None:
    if state is not State.PASSED:
        assert not may_be_spent(Standing(state, NOON), NOON + after)
    assert not may_be_spent(Standing(state, None), NOON + after)
