"""The law of a query: each transition once, and time decides where no one did."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries import rules
from jiaxin.flows.queries.rules import (
    ANSWER_WITHIN,
    FINAL,
    LEAST,
    LOOK_LASTS,
    MOVES,
    OPEN_WITHIN,
    Clocked,
    Looker,
    State,
    allowed,
    may_look,
    may_move,
    state_at,
)
from jiaxin.ground.ids import new_id

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
later = st.timedeltas(timedelta(0), timedelta(hours=2))
states = st.sampled_from(State)
some = st.frozensets(st.sampled_from(Section))


def a_query(state: State) -> Clocked:
    """As it stands in the table: asked at noon, answered and opened at once."""
    return Clocked(
        state,
        lapses_at=NOON + ANSWER_WITHIN,
        open_until=NOON + OPEN_WITHIN if state not in {State.ASKED, State.DECLINED} else None,
        ends_at=NOON + LOOK_LASTS if state in {State.OPENED, State.ENDED} else None,
    )


def test_every_state_has_its_moves_and_final_ones_have_none() -> None:
    assert set(MOVES) == set(State)
    assert {state for state in State if not MOVES[state]} == FINAL


@given(moves=st.lists(states))
def test_no_path_leads_back_from_a_final_state(moves: list[State]) -> None:
    now = State.ASKED
    for then in moves:
        was, now = now, then if may_move(now, then) else now
        assert was not in FINAL or now is was


@given(moves=st.lists(states))
def test_nothing_is_opened_that_was_not_approved(moves: list[State]) -> None:
    now, approved = State.ASKED, False
    for then in moves:
        now = then if may_move(now, then) else now
        approved = approved or now is State.APPROVED
        assert now is not State.OPENED or approved


@given(state=states, one=later, two=later)
def test_the_state_never_goes_back_in_time(state: State, one: timedelta, two: timedelta) -> None:
    first, second = sorted((one, two))
    before, after = (state_at(a_query(state), NOON + moment) for moment in (first, second))

    assert after is before or may_move(before, after)


@given(state=states, after=later)
def test_time_makes_only_lawful_moves(state: State, after: timedelta) -> None:
    now = state_at(a_query(state), NOON + after)

    assert now is state or may_move(state, now)


@pytest.mark.parametrize(
    ("state", "lasts", "then"),
    [
        (State.ASKED, timedelta(minutes=5), State.LAPSED),
        (State.APPROVED, timedelta(minutes=10), State.ENDED),
        (State.OPENED, timedelta(minutes=10), State.ENDED),
    ],
)
def test_each_ends_exactly_when_its_time_is_over(
    state: State, lasts: timedelta, then: State
) -> None:
    assert state_at(a_query(state), NOON + lasts - timedelta(microseconds=1)) is state
    assert state_at(a_query(state), NOON + lasts) is then


@given(state=states, after=later)
def test_after_every_clock_has_run_out_nobody_looks(state: State, after: timedelta) -> None:
    asker = Looker(new_id(), new_id())
    now = NOON + max(ANSWER_WITHIN, OPEN_WITHIN, LOOK_LASTS) + after

    assert not may_look(state_at(a_query(state), now), asker, asker)


@given(state=states)
def test_only_the_account_and_sign_in_that_asked_may_look(state: State) -> None:
    asker = Looker(new_id(), new_id())
    others = [
        Looker(asker.person, new_id()),
        Looker(new_id(), asker.sign_in),
        Looker(asker.person, None),
    ]

    assert not any(may_look(state, asker, other) for other in others)
    assert may_look(state, asker, asker) is (state in {State.APPROVED, State.OPENED})


@given(asked=some, ticked=some)
def test_she_never_allows_more_than_was_asked_or_less_than_a_look_needs(
    asked: frozenset[Section], ticked: frozenset[Section]
) -> None:
    given_ = allowed(asked, ticked)

    assert given_ >= LEAST
    assert given_ - LEAST <= asked & ticked


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_she_is_reminded_by_day_before_it_lapses_and_never_at_once(hour: int, minute: int) -> None:
    asked = datetime(2026, 11, 26, hour, minute, tzinfo=UTC)
    lapses = asked + rules.ANSWER_FROM_AFAR_WITHIN

    times = rules.reminders(asked, lapses)

    assert 2 <= len(times) <= 3
    assert list(times) == sorted(set(times))
    for at in times:
        assert asked + rules.REMIND_AFTER[0] <= at < lapses
        assert rules.WAKING[0] <= (at + timedelta(hours=8)).hour < rules.WAKING[1]


def test_what_waits_five_minutes_is_not_reminded_of() -> None:
    asked = datetime(2026, 11, 26, 2, tzinfo=UTC)

    assert rules.reminders(asked, asked + rules.ANSWER_WITHIN) == ()
