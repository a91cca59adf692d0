"""The law of the desk: who decides, when she is heard, how its clocks run."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.vetting import rules
from jiaxin.flows.vetting.rules import (
    AGAINST,
    DECIDED,
    MOVES,
    WAITING,
    Bar,
    Ground,
    Instance,
    Matter,
    No,
    Opined,
    Says,
    State,
    Urgency,
)
from jiaxin.ground.calendar import working_days_left

TAN, WEI, XUE, YAN = (UUID(int=number) for number in range(1, 5))


def moved(matter: Matter, by: UUID, says: Says) -> Matter:
    """What the services do with the rules, and nothing beside them; refused, nothing changes."""
    if rules.bar_to(matter, by) or rules.no_to(matter, says):
        return matter
    then = rules.after(matter, says)
    assert rules.may_move(matter.state, then)
    one = Opined(by, rules.instance_of(matter.state), matter.look, says)
    look = matter.look + (says is Says.SENT_BACK)
    return Matter(then, look, (*matter.said, one), matter.stepped_back, matter.is_heard)


def appealed(matter: Matter) -> Matter:
    if matter.state is not State.NOT_ISSUED:
        return matter
    return Matter(State.APPEALED, 1, matter.said, matter.stepped_back, is_heard=False)


def heard(matter: Matter) -> Matter:
    return Matter(matter.state, matter.look, matter.said, matter.stepped_back, is_heard=True)


ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([TAN, WEI, XUE, YAN]), st.sampled_from(Says)),
        st.sampled_from(["hear", "appeal"]),
    ),
    max_size=24,
)


@given(acts=ACTS)
def test_no_path_decides_against_her_without_two_persons_and_her_hearing(
    acts: list[object],
) -> None:
    matter = Matter(State.OPENED)
    for act in acts:
        before = matter
        match act:
            case "hear":
                matter = heard(matter)
            case "appeal":
                matter = appealed(matter)
            case (UUID() as by, Says() as says):
                matter = moved(matter, by, says)
        if matter.state is before.state:
            continue
        assert matter.state in MOVES[before.state]
        if matter.state in AGAINST:
            assert before.is_heard
        if matter.state in DECIDED:
            wanted = Says.NOT_ISSUED if matter.state in AGAINST else Says.NONE_FOUND
            instance = rules.instance_of(before.state)
            agree = {
                one.by
                for one in matter.said
                if (one.instance, one.look, one.says) == (instance, matter.look, wanted)
            }
            assert len(agree) >= 2


@given(acts=ACTS)
def test_nobody_speaks_on_both_sides_of_an_appeal_or_twice_in_a_look(acts: list[object]) -> None:
    matter = Matter(State.OPENED, is_heard=True)
    for act in acts:
        match act:
            case "appeal":
                matter = heard(appealed(matter))
            case (UUID() as by, Says() as says):
                matter = moved(matter, by, says)
    spoken = [(one.by, one.instance, one.look) for one in matter.said]
    assert len(spoken) == len(set(spoken))
    first = {one.by for one in matter.said if one.instance is Instance.FIRST}
    assert not first & {one.by for one in matter.said if one.instance is Instance.APPEAL}


def test_two_who_agree_decide() -> None:
    matter = moved(Matter(State.OPENED, is_heard=True), TAN, Says.NOT_ISSUED)
    assert matter.state is State.PROPOSED
    assert moved(matter, WEI, Says.NOT_ISSUED).state is State.NOT_ISSUED
    assert moved(matter, WEI, Says.NONE_FOUND).state is State.DIFFERED


def test_where_two_differ_a_third_decides() -> None:
    matter = Matter(State.OPENED, is_heard=True)
    for by, says in ((TAN, Says.NOT_ISSUED), (WEI, Says.NONE_FOUND)):
        matter = moved(matter, by, says)

    assert moved(matter, XUE, Says.NOT_ISSUED).state is State.NOT_ISSUED
    assert moved(matter, XUE, Says.NONE_FOUND).state is State.CLEARED
    assert rules.bar_to(matter, TAN) is Bar.HAS_SPOKEN
    assert rules.no_to(matter, Says.SENT_BACK) is No.NOT_YOUR_TURN


def test_the_second_may_send_it_back_once() -> None:
    matter = moved(Matter(State.OPENED, is_heard=True), TAN, Says.NOT_ISSUED)
    assert rules.no_to(Matter(State.OPENED), Says.SENT_BACK) is No.NOT_YOUR_TURN

    matter = moved(matter, WEI, Says.SENT_BACK)
    assert (matter.state, matter.look) == (State.OPENED, 2)

    matter = moved(matter, TAN, Says.NONE_FOUND)
    assert rules.no_to(matter, Says.SENT_BACK) is No.NOT_YOUR_TURN
    assert moved(matter, WEI, Says.NONE_FOUND).state is State.CLEARED


def test_what_was_set_aside_decides_nothing() -> None:
    matter = moved(Matter(State.OPENED, is_heard=True), TAN, Says.NOT_ISSUED)
    matter = moved(matter, WEI, Says.SENT_BACK)
    matter = moved(matter, XUE, Says.NOT_ISSUED)

    assert matter.state is State.PROPOSED


def test_nothing_is_even_proposed_against_her_before_she_was_heard() -> None:
    matter = Matter(State.OPENED)

    assert rules.no_to(matter, Says.NOT_ISSUED) is No.NOT_HEARD
    assert rules.no_to(matter, Says.NONE_FOUND) is None


def test_whoever_stepped_back_does_not_sit() -> None:
    matter = Matter(State.OPENED, stepped_back=frozenset({TAN}))

    assert rules.bar_to(matter, TAN) is Bar.STEPPED_BACK
    assert rules.bar_to(matter, WEI) is None


def test_whoever_decided_does_not_sit_on_the_appeal() -> None:
    said = (Opined(TAN, Instance.FIRST, 1, Says.NOT_ISSUED),)
    matter = Matter(State.APPEALED, said=said)

    assert rules.bar_to(matter, TAN) is Bar.SAT_BEFORE
    assert rules.bar_to(matter, WEI) is None


@pytest.mark.parametrize("state", sorted(set(State) - WAITING))
def test_nobody_speaks_once_it_has_ended(state: State) -> None:
    assert rules.bar_to(Matter(state), TAN) is Bar.NOT_WAITING


def test_only_what_the_source_confirmed_is_a_ground_against_her() -> None:
    assert rules.grounds_for(Says.NOT_ISSUED) == [Ground.CONFIRMED]
    assert Ground.CONFIRMED not in rules.grounds_for(Says.NONE_FOUND)
    assert {ground for says in Says for ground in rules.grounds_for(says)} == set(Ground)


# Day that it began, the last day of hers, the day it is due, and with more time. What is free and
# what is worked is the State Council's announcement of 2026.
CLOCKS = [
    # An ordinary week: Wednesday to the Wednesday after.
    ((2026, 11, 25), (2026, 11, 30), (2026, 12, 2), (2026, 12, 7)),
    # Over National Day (1 to 7 October), with Sunday 20 September and Saturday 10 October worked.
    ((2026, 9, 29), (2026, 10, 9), (2026, 10, 12), (2026, 10, 15)),
    ((2026, 9, 18), (2026, 9, 22), (2026, 9, 24), (2026, 9, 30)),
    # Over Spring Festival (15 to 23 February), with Saturdays 14 and 28 February worked.
    ((2026, 2, 13), (2026, 2, 25), (2026, 2, 27), (2026, 3, 3)),
    # Begun on a free day: the first working day after it counts.
    ((2026, 10, 1), (2026, 10, 10), (2026, 10, 13), (2026, 10, 16)),
    # Over a leap day, a Thursday.
    ((2024, 2, 27), (2024, 3, 1), (2024, 3, 5), (2024, 3, 8)),
    # Into a year that is not announced yet: Monday to Friday stand in.
    ((2026, 12, 30), (2027, 1, 4), (2027, 1, 6), (2027, 1, 11)),
]


@pytest.mark.parametrize(("begun", "hearing", "due", "more"), CLOCKS)
def test_its_clocks_run_in_working_days(
    begun: tuple[int, int, int],
    hearing: tuple[int, int, int],
    due: tuple[int, int, int],
    more: tuple[int, int, int],
) -> None:
    day = date(*begun)

    assert rules.hearing_ends_on(day) == date(*hearing)
    assert rules.due_on(day) == date(*due)
    assert rules.due_on(day, more=True) == date(*more)


def test_the_last_day_is_hers_to_its_end() -> None:
    ends = date(2026, 11, 30)

    assert not rules.is_heard(ends_on=ends, is_done=False, today=ends)
    assert rules.is_heard(ends_on=ends, is_done=False, today=date(2026, 12, 1))
    assert rules.is_heard(ends_on=ends, is_done=True, today=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("today", "expected", "left"),
    [
        (date(2026, 11, 27), Urgency.FINE, 3),
        (date(2026, 12, 1), Urgency.SOON, 1),
        (date(2026, 12, 2), Urgency.SOON, 0),
        (date(2026, 12, 3), Urgency.LATE, -1),
        (date(2026, 12, 7), Urgency.LATE, -3),
    ],
)
def test_what_is_due_is_marked_before_and_after(today: date, expected: Urgency, left: int) -> None:
    due = date(2026, 12, 2)

    assert rules.urgency(due, today) is expected
    assert working_days_left(due, today) == left


def test_what_was_left_lying_may_be_taken_over() -> None:
    taken = date(2026, 11, 27)  # a Friday

    assert rules.is_held(taken, date(2026, 12, 1))
    assert not rules.is_held(taken, date(2026, 12, 2))


def test_there_is_one_appeal_within_sixty_days() -> None:
    ended = datetime(2026, 11, 25, 3, tzinfo=UTC)
    last = ended + timedelta(days=60)

    assert rules.may_appeal(State.NOT_ISSUED, ended, last - timedelta(seconds=1))
    assert not rules.may_appeal(State.NOT_ISSUED, ended, last)
    for state in set(State) - {State.NOT_ISSUED}:
        assert not rules.may_appeal(state, ended, ended)


@given(acts=ACTS)
def test_she_is_told_no_reason_that_decided_nothing(acts: list[object]) -> None:
    matter = Matter(State.OPENED, is_heard=True)
    was_appealed = False
    for act in acts:
        match act:
            case "appeal":
                was_appealed = was_appealed or matter.state is State.NOT_ISSUED
                matter = heard(appealed(matter))
            case (UUID() as by, Says() as says):
                matter = moved(matter, by, says)
    told = [
        one
        for one in matter.said
        if rules.told_of(matter.state, one, matter.said, was_appealed=was_appealed)
    ]
    assert Says.SENT_BACK not in {one.says for one in told}
    if matter.state in DECIDED:
        assert len({one.by for one in told}) >= 2
    if not was_appealed and matter.state in {State.CLEARED, State.OPENED, State.PROPOSED}:
        assert Says.NOT_ISSUED not in {one.says for one in told}
