"""The law of complaints."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.complaints import rules
from jiaxin.flows.complaints.rules import (
    ALLOWED,
    CRIMINAL,
    DECIDED,
    MOVES,
    WAITING,
    Bar,
    Case,
    Matter,
    State,
)
from jiaxin.flows.placements.rules import Side

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)
DAY = date(2026, 11, 26)


def test_every_state_has_its_row_and_what_has_ended_moves_no_more() -> None:
    assert set(MOVES) == set(State)
    assert {state for state, then in MOVES.items() if then} == WAITING


@given(st.lists(st.sampled_from(State)))
def test_nothing_is_decided_but_at_the_desk_and_nothing_twice(tried: list[State]) -> None:
    was, now = [State.FILED], State.FILED
    for then in tried:
        if rules.may_move(now, then):
            was.append(then)
            now = then

    assert sum(state in DECIDED for state in was) <= 1
    assert now not in DECIDED or was[-2] is State.AT_DESK


def test_nobody_complains_of_herself_and_a_firm_of_nobody() -> None:
    assert all(by is not against for by, against in ALLOWED)
    assert {by for by, _ in ALLOWED} == {Side.WORKER, Side.FAMILY}
    assert rules.matters_of(Side.FIRM, Side.WORKER) == frozenset()
    assert Matter.THEFT not in rules.matters_of(Side.FAMILY, Side.FIRM)
    assert {Matter.FEES, Matter.HARASSMENT} <= rules.matters_of(Side.WORKER, Side.FAMILY)


@given(
    st.sampled_from(Matter), st.sampled_from([Side.WORKER, Side.FAMILY, Side.FIRM]), st.booleans()
)
def test_what_may_be_a_crime_is_never_mediated_and_no_firm_judges_itself(
    matter: Matter, against: Side, has_firm: bool
) -> None:
    mediated = rules.mediates(against, matter, has_firm=has_firm)

    assert not (mediated and (matter in CRIMINAL or against is Side.FIRM or not has_firm))
    assert (rules.begins(matter) is State.AT_DESK) == (matter in CRIMINAL)


def test_its_clocks_are_working_days() -> None:
    # Thursday the 26th of November 2026; no holiday falls into the time.
    assert rules.answer_by(DAY) == date(2026, 12, 3)
    assert rules.mediate_by(DAY) == date(2026, 12, 10)
    assert rules.due_on(DAY) == date(2026, 12, 24)
    assert rules.due_on(DAY, more=True) > rules.due_on(DAY)


def test_a_year_after_the_service_is_too_late() -> None:
    year = timedelta(days=365)

    assert rules.may_file(None, NOW)
    assert rules.may_file(NOW - year + timedelta(seconds=1), NOW)
    assert not rules.may_file(NOW - year, NOW)


@given(st.sampled_from(State), st.integers(-9, 9), st.integers(-9, 9))
def test_only_what_has_had_its_time_moves_on(state: State, answer: int, mediate: int) -> None:
    moves = rules.moves_on(
        state,
        answer_by=DAY + timedelta(days=answer),
        mediate_by=DAY + timedelta(days=mediate),
        today=DAY,
    )

    assert moves == (
        (state is State.FILED and answer < 0) or (state is State.MEDIATING and mediate < 0)
    )


@pytest.mark.parametrize(
    ("state", "heard", "back", "bar"),
    [
        (State.AT_DESK, True, False, None),
        (State.AT_DESK, False, False, Bar.NOT_HEARD),
        (State.AT_DESK, True, True, Bar.STEPPED_BACK),
        (State.AT_DESK, False, True, Bar.STEPPED_BACK),
        (State.FILED, True, False, Bar.NOT_WAITING),
        (State.DISMISSED, True, False, Bar.NOT_WAITING),
    ],
)
def test_who_may_decide(state: State, heard: bool, back: bool, bar: Bar | None) -> None:
    officer = uuid4()
    case = Case(state, heard, frozenset({officer} if back else ()))

    assert rules.bar_to_decide(case, officer) is bar


def test_heard_is_whoever_answered_or_had_the_time() -> None:
    assert rules.is_heard(answered=True, answer_by=DAY, today=DAY)
    assert not rules.is_heard(answered=False, answer_by=DAY, today=DAY)
    assert rules.is_heard(answered=False, answer_by=DAY, today=DAY + timedelta(days=1))
