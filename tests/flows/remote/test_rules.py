"""What a reply says, and how long its code is good."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records.rules import Section
from jiaxin.flows.remote import rules
from jiaxin.flows.remote.rules import Asking, Offer, Put, Reply, Wish

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("123456", Wish.APPROVE),
        (" １２３ ４５６。", Wish.APPROVE),
        ("同意123456", Wish.APPROVE),
        ("yes 123456", Wish.APPROVE),
        ("0", Wish.DECLINE),
        ("不同意", Wish.DECLINE),
        ("拒绝。", Wish.DECLINE),
        ("1", Wish.AGAIN),
        ("挂失", Wish.CANCEL),
    ],
)
def test_a_reply_is_read_however_it_is_typed(text: str, wish: Wish) -> None:
    said = rules.read(text)

    assert said == Reply(wish, "123456" if wish is Wish.APPROVE else "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好",
        "12345",
        "1234567",
        "不同意123456",
        "【家信】同意请回复 123456",
        "我的密码是123456",
        "同意",
    ],
)
def test_whatever_else_it_says_is_no_yes(text: str) -> None:
    said = rules.read(text)

    assert said is None or said.wish is not Wish.APPROVE


@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_is_nothing(text: str) -> None:
    said = rules.read(text)

    assert said is None or (said.wish is Wish.APPROVE) == (len(said.code) == rules.CODE_DIGITS)


@given(
    state=st.sampled_from(Asking),
    left=st.integers(-10, 10),
    tries=st.integers(0, rules.TRIES + 1),
)
def test_a_code_is_good_while_it_waits_in_its_time_and_in_its_tries(
    state: Asking, left: int, tries: int
) -> None:
    put = Put(state, NOW + timedelta(seconds=left), tries)

    good = state is Asking.WAITING and left > 0 and tries < rules.TRIES
    assert rules.is_live(put, NOW) is good


@given(asked=st.frozensets(st.sampled_from(Section)))
def test_a_message_shows_never_more_than_was_asked_nor_than_it_can_name(
    asked: frozenset[Section],
) -> None:
    shown = rules.by_message(asked)

    assert set(shown) <= asked
    assert set(shown) <= set(rules.BY_MESSAGE)


@given(moves=st.lists(st.sampled_from(Offer)))
def test_an_offer_that_is_over_stays_over(moves: list[Offer]) -> None:
    now = Offer.ASKED
    for then in moves:
        was = now
        now = then if rules.may_move(now, then) else now
        assert was not in {Offer.DECLINED, Offer.TAKEN_BACK} or now is was


def test_an_offer_waits_a_day() -> None:
    last = NOW + rules.OFFER_WAITS - A_SECOND

    assert rules.waits(Offer.ASKED, NOW, last)
    assert not rules.waits(Offer.ASKED, NOW, last + A_SECOND)
    assert not rules.waits(Offer.CONFIRMED, NOW, NOW)
