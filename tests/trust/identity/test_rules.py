"""The law of codes and PINs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.trust.identity.rules import (
    CODE_LASTS,
    CodeState,
    code_holds,
    pin_is_easy,
    pin_is_well_formed,
)

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def test_a_code_lasts_five_minutes() -> None:
    code = CodeState(NOON + CODE_LASTS, used_at=None)

    assert timedelta(minutes=5) == CODE_LASTS
    assert code_holds(code, NOON + CODE_LASTS - timedelta(microseconds=1))
    assert not code_holds(code, NOON + CODE_LASTS)


@given(after=st.timedeltas(timedelta(days=-1), timedelta(days=1)))
def test_a_used_code_never_holds(after: timedelta) -> None:
    assert not code_holds(CodeState(NOON + CODE_LASTS, used_at=NOON), NOON + after)


@pytest.mark.parametrize("pin", ["271828", "000001", "908172"])
def test_six_digits_are_a_pin(pin: str) -> None:
    assert pin_is_well_formed(pin)


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12345a", "１２３４５６", "271828\n", " 271828"]
)
def test_anything_else_is_none(pin: str) -> None:
    assert not pin_is_well_formed(pin)


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_six_times_is_easy(digit: str) -> None:
    assert pin_is_easy(digit * 6)


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "112233", "012345", "456789", "987654", "121212"]
)
def test_runs_and_patterns_are_easy(pin: str) -> None:
    assert pin_is_easy(pin)


@pytest.mark.parametrize("pin", ["271828", "908172", "135790", "202611"])
def test_others_are_not(pin: str) -> None:
    assert not pin_is_easy(pin)
