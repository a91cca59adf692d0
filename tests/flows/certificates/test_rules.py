"""The law of codes: what is live, for how long, and that nobody else can draw one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.certificates import rules
from jiaxin.flows.certificates.rules import GRACE, STEP
from jiaxin.ground.ids import CROCKFORD

KEY = bytes(range(32))
NUMBER = "0123456789AB"
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
NOW = rules.step_of(NOON)
TOKEN = rules.draw_token(KEY, NUMBER, NOW)

steps = st.integers(min_value=0, max_value=32**6 - 1)
numbers = st.text(CROCKFORD, min_size=12, max_size=12)


def is_ours(token: str, key: bytes = KEY) -> bool:
    parts = rules.take_apart(token)
    return parts is not None and parts.mac == rules.mac_of(key, parts.number, parts.step)


@given(number=numbers, step=steps)
def test_a_code_comes_apart_as_it_was_put_together(number: str, step: int) -> None:
    token = rules.draw_token(KEY, number, step)
    parts = rules.take_apart(token)

    assert parts is not None
    assert (parts.number, parts.step) == (number, step)
    assert is_ours(token)
    assert len(token) == 44


@given(where=st.integers(0, 43), letter=st.sampled_from(CROCKFORD))
def test_any_other_letter_anywhere_makes_it_no_code_of_ours(where: int, letter: str) -> None:
    changed = TOKEN[:where] + letter + TOKEN[where + 1 :]

    assert is_ours(changed) is (changed == TOKEN)


@given(bit=st.integers(0, len(TOKEN) * 8 - 1))
def test_any_flipped_bit_makes_it_no_code_of_ours(bit: int) -> None:
    raw = bytearray(TOKEN.encode())
    raw[bit // 8] ^= 1 << bit % 8

    assert not is_ours(raw.decode("latin-1"))


@given(key=st.binary(min_size=32, max_size=32))
def test_another_deployments_key_draws_no_code_of_ours(key: bytes) -> None:
    assert is_ours(rules.draw_token(key, NUMBER, NOW)) is (key == KEY)


@given(other=steps)
def test_the_mac_of_one_step_is_not_anothers(other: int) -> None:
    same = rules.mac_of(KEY, NUMBER, other) == rules.mac_of(KEY, NUMBER, NOW)

    assert same is (other == NOW)


@given(text=st.text(max_size=60) | st.text(CROCKFORD + "ILOU", min_size=44, max_size=46))
def test_whatever_is_read_comes_apart_or_is_none(text: str) -> None:
    for parts in (rules.take_apart(text), rules.take_ticket_apart(text)):
        assert parts is None or set(text) <= set(CROCKFORD)


def test_a_code_is_live_in_its_minute_and_ten_seconds_of_the_next() -> None:
    start = rules.start_of(NOW)
    moment = timedelta(microseconds=1)

    assert rules.is_live(NOW, start)
    assert rules.is_live(NOW, start + STEP - moment)
    assert rules.is_live(NOW, start + STEP)
    assert rules.is_live(NOW, start + STEP + GRACE - moment)
    assert not rules.is_live(NOW, start + STEP + GRACE)
    assert timedelta(seconds=10) == GRACE


def test_a_code_of_the_minute_to_come_is_not_live() -> None:
    assert not rules.is_live(NOW + 1, rules.start_of(NOW + 1) - timedelta(microseconds=1))


@given(after=st.timedeltas(timedelta(seconds=70), timedelta(days=3650)))
def test_once_dead_a_code_stays_dead(after: timedelta) -> None:
    assert not rules.is_live(NOW, rules.start_of(NOW) + after)


@given(seconds=st.integers(0, 10**10))
def test_there_is_always_one_code_to_show_and_at_most_two_live(seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    live = [
        step
        for step in range(rules.step_of(now) - 3, rules.step_of(now) + 3)
        if rules.is_live(step, now)
    ]

    assert rules.step_of(now) in live
    assert len(live) <= 2


@pytest.mark.parametrize(("days", "long_dead"), [(0, False), (1, False), (3, True)])
def test_a_code_of_days_past_needs_no_key_to_be_refused(days: int, long_dead: bool) -> None:
    assert rules.is_long_dead(NOW, NOON + timedelta(days=days)) is long_dead


def test_a_link_with_a_code_stays_short() -> None:
    assert len(f"https://jiaxin.example/v/{TOKEN}") < 100


@given(number=numbers, until=st.integers(0, 32**8 - 1))
def test_a_ticket_comes_apart_and_is_no_code(number: str, until: int) -> None:
    ticket = rules.draw_ticket(KEY, number, until)
    parts = rules.take_ticket_apart(ticket)

    assert parts is not None
    assert (parts.number, parts.step) == (number, until)
    assert rules.take_apart(ticket) is None


@given(number=numbers, window=st.integers(0, 10**8))
def test_a_short_code_is_eight_letters_that_tell_nothing(number: str, window: int) -> None:
    code = rules.draw_short(KEY, number, window)

    assert len(code) == 8
    assert set(code) <= set(CROCKFORD)
    assert code != rules.draw_short(KEY, number, window + 1)
