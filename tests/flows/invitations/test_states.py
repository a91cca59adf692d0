"""How an import goes, and how long an invitation waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations.rules import states
from jiaxin.flows.invitations.rules.states import AT_WORK, MOVES, State

CAME = datetime(2026, 11, 26, 3, tzinfo=UTC)


def test_every_state_says_where_it_may_go() -> None:
    assert set(MOVES) == set(State)


@given(moves=st.lists(st.sampled_from(State)))
def test_what_is_open_is_never_taken_back_and_what_is_dropped_never_opens(
    moves: list[State],
) -> None:
    now = State.CAUGHT
    for then in moves:
        was = now
        now = then if states.may_move(now, then) else now
        assert not (was in {State.OPEN, State.DROPPED} and now is not was)


def test_nothing_opens_that_was_not_checked_to_its_end() -> None:
    assert [one for one in State if states.may_move(one, State.OPENING)] == [State.CHECKED]


def test_a_job_never_waits_in_a_state_that_only_a_person_ends() -> None:
    assert not AT_WORK & {State.MAPPING, State.CHECKED, State.OPEN, State.STOPPED, State.DROPPED}


@given(later=st.timedeltas(timedelta(days=-1), timedelta(days=60)))
def test_an_invitation_waits_for_thirty_days_and_not_a_second_longer(later: timedelta) -> None:
    until = states.ends_at(CAME)

    assert states.waits(CAME, until, CAME + later) == (timedelta(0) <= later < timedelta(days=30))


def test_an_invitation_that_was_not_opened_waits_for_nobody() -> None:
    assert not states.waits(None, states.ends_at(CAME), CAME)
