"""The law of placements."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.placements import rules
from jiaxin.flows.placements.rules import MOVES, OPEN, OVER, STOOD, Clocked, State

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)
TODAY = date(2026, 11, 26)


def test_every_state_has_its_row_and_what_is_over_moves_no_more() -> None:
    assert set(MOVES) == set(State)
    assert {state for state, then in MOVES.items() if not then} == OVER


@given(st.lists(st.sampled_from(State)))
def test_nothing_stands_that_was_not_confirmed(tried: list[State]) -> None:
    was, now = [], State.PROPOSED
    for then in tried:
        if rules.may_move(now, then):
            was.append(then)
            now = then

    assert (now in STOOD) == (State.CONFIRMED in was)


@given(st.booleans(), st.booleans())
def test_it_stands_by_both_and_never_by_one(hers: bool, theirs: bool) -> None:
    assert rules.stands(NOW if hers else None, NOW if theirs else None) == (hers and theirs)


@given(st.sampled_from(State), st.integers(-20, 20), st.none() | st.integers(-20, 20))
def test_time_ends_what_nobody_ended_and_changes_nothing_else(
    state: State, lapses: int, last: int | None
) -> None:
    until = None if last is None else TODAY + timedelta(days=last)
    placement = Clocked(state, NOW + timedelta(hours=lapses), until)

    then = rules.state_at(placement, NOW, TODAY)

    if state is State.PROPOSED:
        assert then is (State.LAPSED if lapses <= 0 else state)
    elif state is State.CONFIRMED:
        assert then is (State.ENDED if last is not None and last < 0 else state)
    else:
        assert then is state
    assert state in OPEN or then is state


def test_a_last_day_is_served_to_its_end() -> None:
    today = Clocked(State.CONFIRMED, NOW, TODAY)

    assert rules.state_at(today, NOW, TODAY) is State.CONFIRMED
    assert rules.state_at(today, NOW, TODAY + timedelta(days=1)) is State.ENDED


def test_days_are_in_order_and_near() -> None:
    a_year, a_day = timedelta(days=365), timedelta(days=1)

    assert rules.days_are_right(TODAY, None, TODAY)
    assert rules.days_are_right(TODAY, TODAY, TODAY)
    assert rules.days_are_right(TODAY - a_year, None, TODAY)
    assert not rules.days_are_right(TODAY - a_year - a_day, None, TODAY)
    assert not rules.days_are_right(TODAY + timedelta(days=91), None, TODAY)
    assert not rules.days_are_right(TODAY, TODAY - a_day, TODAY)
    assert not rules.days_are_right(TODAY, TODAY + timedelta(days=366 * 3 + 1), TODAY)


def test_a_look_of_long_ago_begins_nothing() -> None:
    assert rules.may_begin_from(NOW, NOW + timedelta(days=89))
    assert not rules.may_begin_from(NOW, NOW + timedelta(days=90))
