"""What any voucher promises: a key token's and a single sign-on's are tried against this.

class TestMyVoucher(StaffVoucherContract):
    @pytest.fixture
    def at_hand(self) -> AtHand: ...
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from jiaxin.trust.identity.ports import NotVouched, StaffVoucher

BACK = "https://jiaxin.example/console/"


@dataclass(frozen=True, slots=True)
class AtHand:
    """A voucher, and somebody who answers what it asks as its provider would."""

    voucher: StaffVoucher
    subject: str
    answer: Callable[[dict[str, str]], dict[str, str]]


class StaffVoucherContract:
    """StaffVoucher."""

    def test_an_answer_to_what_was_asked_names_the_subject(self, at_hand: AtHand) -> None:
        address, state = at_hand.voucher.ask(back_to=BACK)

        vouched = at_hand.voucher.vouch(state=state, answer=at_hand.answer(state))

        assert vouched.subject == at_hand.subject
        assert address

    def test_no_two_questions_are_alike(self, at_hand: AtHand) -> None:
        assert at_hand.voucher.ask(back_to=BACK) != at_hand.voucher.ask(back_to=BACK)

    def test_an_answer_is_good_once(self, at_hand: AtHand) -> None:
        _, state = at_hand.voucher.ask(back_to=BACK)
        answer = at_hand.answer(state)
        at_hand.voucher.vouch(state=state, answer=answer)

        with pytest.raises(NotVouched):
            at_hand.voucher.vouch(state=state, answer=answer)

    def test_an_answer_to_another_question_proves_nobody(self, at_hand: AtHand) -> None:
        _, one = at_hand.voucher.ask(back_to=BACK)
        _, other = at_hand.voucher.ask(back_to=BACK)

        with pytest.raises(NotVouched):
            at_hand.voucher.vouch(state=one, answer=at_hand.answer(other))

    @pytest.mark.parametrize("part", ["", "subject", "proof"])
    def test_an_answer_that_was_bent_proves_nobody(self, at_hand: AtHand, part: str) -> None:
        _, state = at_hand.voucher.ask(back_to=BACK)
        answer = at_hand.answer(state)
        bent = {**answer, part: f"{answer[part]}x"} if part else {}

        with pytest.raises(NotVouched):
            at_hand.voucher.vouch(state=state, answer=bent)
