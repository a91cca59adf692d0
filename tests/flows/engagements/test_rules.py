"""The law of engagements, as laws."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.engagements import rules
from jiaxin.flows.engagements.rules import (
    INVITED_MOVES,
    MOVES,
    OVER,
    Asking,
    Authorised,
    Code,
    CodeUse,
    Invited,
    State,
)
from jiaxin.trust.consent.rules import LASTS, Term

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = b"k" * 32

moments = st.timedeltas(min_value=-60 * DAY, max_value=60 * DAY).map(lambda span: NOW + span)
codes = st.builds(
    Code,
    use=st.sampled_from(CodeUse),
    firm=st.uuids(),
    trade=st.integers(0, 9),
    until=moments.map(lambda at: at.replace(microsecond=0)),
)


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)
    assert set(INVITED_MOVES) == set(Invited)


@given(moves=st.lists(st.sampled_from(State)))
def test_nothing_leads_on_from_an_engagement_that_is_over(moves: list[State]) -> None:
    now = State.ENGAGED
    for then in moves:
        was = now
        now = then if rules.may_move(now, then) else now
        assert was == now or was not in OVER


@given(moves=st.lists(st.sampled_from(Invited)))
def test_an_invitation_is_answered_once(moves: list[Invited]) -> None:
    now, answers = Invited.SENT, 0
    for then in moves:
        if rules.may_answer(now, then):
            now, answers = then, answers + 1

    assert answers <= 1


@given(until=moments, now=moments)
def test_an_open_invitation_lapses_by_time_alone(until: datetime, now: datetime) -> None:
    assert (rules.invited_at(Invited.SENT, until, now) is Invited.LAPSED) == (now >= until)
    assert rules.invited_at(Invited.DECLINED, until, now) is Invited.DECLINED


@given(code=codes)
def test_a_code_says_what_was_drawn(code: Code) -> None:
    assert rules.take_apart(KEY, rules.draw_code(KEY, code)) == code


@given(code=codes, place=st.integers(0, rules.CODE_CHARACTERS - 1), letter=st.sampled_from("0123Z"))
def test_a_code_that_was_changed_says_nothing(code: Code, place: int, letter: str) -> None:
    text = rules.draw_code(KEY, code)
    changed = text[:place] + letter + text[place + 1 :]

    assert changed == text or rules.take_apart(KEY, changed) is None


@given(text=st.text(max_size=80))
def test_anything_else_is_no_code(text: str) -> None:
    assert rules.take_apart(KEY, text) is None


def test_a_code_of_another_key_is_none() -> None:
    text = rules.draw_code(b"o" * 32, Code(CodeUse.JOIN, UUID(int=7), 1, NOW))

    assert rules.take_apart(KEY, text) is None


@given(
    start=moments,
    taken=st.none() | moments,
    asked=st.none() | moments,
    declined=st.none() | moments,
    now=moments,
)
def test_it_is_in_force_exactly_while_what_she_gave_holds(
    start: datetime,
    taken: datetime | None,
    asked: datetime | None,
    declined: datetime | None,
    now: datetime,
) -> None:
    last = Term(start, start + LASTS, taken)
    holds = start <= now < start + LASTS and (taken is None or taken > now)

    standing = rules.authorised(Asking(asked, declined, last), now)

    assert (standing is Authorised.IN_FORCE) == holds


def test_what_waits_declined_and_ended_is_told_apart() -> None:
    given_ = Term(NOW - 40 * DAY, NOW - 10 * DAY)
    yesterday = NOW - DAY

    assert rules.authorised(Asking(None, None, None), NOW) is Authorised.NOT_ASKED
    assert rules.authorised(Asking(yesterday, None, None), NOW) is Authorised.WAITING
    assert rules.authorised(Asking(yesterday, NOW, None), NOW) is Authorised.DECLINED
    assert rules.authorised(Asking(NOW, yesterday, None), NOW) is Authorised.WAITING
    assert rules.authorised(Asking(None, None, given_), NOW) is Authorised.ENDED
    assert rules.authorised(Asking(yesterday, None, given_), NOW) is Authorised.WAITING
    taken = Term(NOW - 5 * DAY, NOW + 25 * DAY, NOW - 2 * DAY)
    assert rules.authorised(Asking(None, None, taken), NOW) is Authorised.TAKEN_BACK
    assert rules.authorised(Asking(yesterday, None, taken), NOW) is Authorised.WAITING


def test_days_left_counts_the_day_that_has_begun() -> None:
    assert rules.days_left(NOW + DAY, NOW) == 1
    assert rules.days_left(NOW + DAY + timedelta(seconds=1), NOW) == 2
    assert rules.days_left(NOW - DAY, NOW) == 0


def test_due_is_who_has_a_week_or_nothing_and_has_not_said_no() -> None:
    assert rules.is_due(Authorised.IN_FORCE, NOW + 7 * DAY, NOW)
    assert not rules.is_due(Authorised.IN_FORCE, NOW + 8 * DAY, NOW)
    assert rules.is_due(Authorised.ENDED, None, NOW)
    assert not rules.is_due(Authorised.DECLINED, None, NOW)
    assert not rules.is_due(Authorised.TAKEN_BACK, None, NOW)


@given(last=st.none() | moments, now=moments)
def test_a_check_is_good_for_a_year_and_is_asked_for_a_month_before(
    last: datetime | None, now: datetime
) -> None:
    state = rules.check_at(last, now)

    assert (state is rules.Check.DUE) == (last is None or now >= last + 365 * DAY)
    if last is not None and state is rules.Check.DONE:
        assert now < last + 335 * DAY
