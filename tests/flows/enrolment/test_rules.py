"""The law of enrolment: where she stands, and what comes next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.enrolment.rules import (
    AFTER,
    MOVES,
    Outcome,
    State,
    Step,
    Where,
    card_has_expired,
    may_move,
    next_step,
)

TODAY = date(2026, 11, 23)


def test_every_state_has_its_moves_and_a_page() -> None:
    assert set(MOVES) == set(State)
    assert {next_step(Where(state, platform_agreed=True)) for state in State} == set(Step) - {
        Step.AGREE
    }


@given(moves=st.lists(st.sampled_from(State)))
def test_no_path_leads_back_from_proven(moves: list[State]) -> None:
    now = State.OPEN
    for then in moves:
        was, now = now, then if may_move(now, then) else now
        assert was is not State.PROVEN or now is State.PROVEN


@given(moves=st.lists(st.sampled_from(State)))
def test_nobody_is_proven_whom_the_source_did_not_match(moves: list[State]) -> None:
    now, before = State.OPEN, State.OPEN
    for then in moves:
        if may_move(now, then):
            before, now = now, then
    assert now is not State.PROVEN or before in {State.MATCHED, State.PROVEN}


@pytest.mark.parametrize("state", sorted(set(State) - {State.PROVEN}))
def test_from_anywhere_she_can_go_on(state: State) -> None:
    seen, at_hand = {state}, [state]
    while at_hand:
        for then in MOVES[at_hand.pop()] - seen:
            seen.add(then)
            at_hand.append(then)

    assert State.PROVEN in seen


@pytest.mark.parametrize("state", sorted(set(State) - {State.PROVEN}))
def test_nothing_is_gathered_before_she_agrees(state: State) -> None:
    assert next_step(Where(state, platform_agreed=False)) is Step.AGREE


def test_a_proven_person_needs_no_step_even_without_a_consent() -> None:
    assert next_step(Where(State.PROVEN, platform_agreed=False)) is Step.DONE


def test_the_five_outcomes_are_told_apart() -> None:
    assert set(AFTER) == set(Outcome)
    assert len(set(AFTER.values())) == len(Outcome)
    assert [outcome for outcome in Outcome if AFTER[outcome] is State.MATCHED] == [Outcome.MATCH]


def test_a_card_is_good_on_its_last_day() -> None:
    assert not card_has_expired(TODAY, TODAY)
    assert card_has_expired(TODAY - timedelta(days=1), TODAY)
    assert not card_has_expired(None, TODAY)
