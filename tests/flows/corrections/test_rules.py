"""The law: no way back from a decision, one appeal, another person, working days."""

import itertools
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.corrections import rules
from jiaxin.flows.corrections.rules import (
    AGAINST,
    DECIDED,
    MOVES,
    ON_DESK,
    RIGHT,
    WAITING,
    Bar,
    Desk,
    Finding,
    Instance,
    Matter,
    State,
)

BAI, CEN = UUID(int=1), UUID(int=2)
_paths = st.lists(st.sampled_from(State), max_size=30)


def walked(moves: list[State]) -> list[State]:
    """The states that a correction goes through when it is pushed about like that."""
    path = [State.FILED]
    for then in moves:
        if rules.may_move(path[-1], then):
            path.append(then)
    return path


@given(moves=_paths)
def test_no_path_leads_back_from_the_end(moves: list[State]) -> None:
    path = walked(moves)

    for now, then in itertools.pairwise(path):
        assert now in WAITING or (now, then) == (State.DISMISSED, State.APPEALED)


@given(moves=_paths)
def test_there_is_one_appeal_on_every_path(moves: list[State]) -> None:
    assert walked(moves).count(State.APPEALED) <= 1


@given(moves=_paths)
def test_nothing_is_decided_twice_in_one_instance(moves: list[State]) -> None:
    decided = [rules.instance_of(state) for state in walked(moves) if state in DECIDED]

    assert len(decided) == len(set(decided))


@given(moves=_paths)
def test_what_was_upheld_stays_so(moves: list[State]) -> None:
    path = walked(moves)

    assert all(state not in RIGHT for state in path[:-1])


def test_every_state_can_be_reached_and_every_waiting_one_left() -> None:
    reached, edge = {State.FILED}, {State.FILED}
    while edge:
        edge = {then for now in edge for then in MOVES[now]} - reached
        reached |= edge

    assert reached == set(State)
    assert all(MOVES[state] for state in WAITING)
    assert DECIDED == RIGHT | AGAINST


@pytest.mark.django_db
def test_the_database_knows_the_same_moves() -> None:
    pairs = [(now, then) for now in State for then in State]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT corrections_may_move(was, then_) FROM unnest(%s::text[], %s::text[])"
            " WITH ORDINALITY AS p(was, then_, n) ORDER BY n",
            [[now.value for now, _ in pairs], [then.value for _, then in pairs]],
        )
        said = [row[0] for row in cursor.fetchall()]

    assert said == [rules.may_move(now, then) for now, then in pairs]


@given(
    state=st.sampled_from(State),
    helper=st.sampled_from([None, BAI, CEN]),
    before=st.frozensets(st.sampled_from([BAI, CEN])),
)
def test_nobody_decides_twice_or_what_she_filed(
    state: State, helper: UUID | None, before: frozenset[UUID]
) -> None:
    bar = rules.bar_to(Matter(state, helper, before), BAI)

    assert (bar is None) == (state in ON_DESK and BAI not in before and helper != BAI)
    if state in ON_DESK and BAI in before:
        assert bar is Bar.DECIDED_BEFORE


@pytest.mark.parametrize(
    ("begun", "forward", "due", "longest"),
    [
        (date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 3)),
        # The day before the National Day: seven days off, and a Saturday that is worked.
        (date(2026, 9, 30), date(2026, 10, 9), date(2026, 10, 13), date(2026, 10, 16)),
        # A Saturday is no working day; it begins to count on the Monday.
        (date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 4), date(2026, 12, 9)),
    ],
)
def test_the_clocks_run_in_working_days(
    begun: date, forward: date, due: date, longest: date
) -> None:
    assert rules.forward_by(begun) == forward
    assert rules.due_on(begun) == due
    assert rules.due_on(begun, more=True) == longest


def test_a_source_has_its_time_and_no_more() -> None:
    days = {"forward_by": date(2026, 11, 25), "due_on": date(2026, 11, 30)}

    on = {
        (state, day): rules.goes_to_desk(state, today=day, **days)
        for state in State
        for day in (date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 1))
    }

    assert {key for key, goes in on.items() if goes} == {
        (State.FILED, date(2026, 11, 26)),
        (State.FILED, date(2026, 12, 1)),
        (State.FORWARDED, date(2026, 12, 1)),
    }


@given(state=st.sampled_from(State), days=st.integers(0, 120))
def test_an_appeal_is_open_for_sixty_days_against_a_dismissal_only(state: State, days: int) -> None:
    ended = datetime(2026, 11, 1, tzinfo=UTC)

    may = rules.may_appeal(state, ended, ended + timedelta(days=days))

    assert may == (state is State.DISMISSED and days < 60)


@pytest.mark.parametrize("state", sorted(WAITING))
@pytest.mark.parametrize("finding", list(Finding))
def test_a_decision_leads_where_the_table_lets_it(state: State, finding: Finding) -> None:
    then = rules.after(state, finding)

    assert rules.may_move(state, then)
    assert (then in RIGHT) == (finding is Finding.UPHELD)
    assert rules.instance_of(then) is rules.instance_of(state)


def test_examinations_go_to_the_health_department() -> None:
    assert rules.desk_for("exam") is Desk.HEALTH
    assert rules.desk_for("training") is Desk.COMMERCE
    assert rules.instance_of(State.FILED) is Instance.FIRST
    assert not rules.may_withdraw(State.UPHELD)


@pytest.mark.parametrize(
    ("region", "above"),
    [
        ("330106", ("330100", "330000", "000000")),
        ("330100", ("330000", "000000")),
        ("330000", ("000000",)),
        ("000000", ()),
    ],
)
def test_each_level_has_those_above_it(region: str, above: tuple[str, ...]) -> None:
    assert rules.levels_above(region) == above


def test_what_is_late_is_handed_up_a_level_every_three_working_days() -> None:
    due = date(2026, 11, 23)
    handed = [
        rules.handed_to("330106", due_on=due, today=due + timedelta(days=days))
        for days in (0, 1, 2, 3, 4, 7, 8, 30)
    ]

    # The 28th and 29th are a weekend.
    assert handed == [
        *("", "330100", "330100", "330000", "330000", "330000", "000000", "000000"),
    ]


@given(days=st.integers(0, 40), region=st.sampled_from(["330106", "330100", "330000", "000000"]))
def test_it_never_goes_down_and_is_always_with_somebody(days: int, region: str) -> None:
    due = date(2026, 3, 2)
    now, later = (
        rules.handed_to(region, due_on=due, today=due + timedelta(days=ahead))
        for ahead in (days, days + 1)
    )

    assert bool(now) is (days > 0)
    order = [*("", region, *rules.levels_above(region))]
    assert order.index(later) >= order.index(now)
