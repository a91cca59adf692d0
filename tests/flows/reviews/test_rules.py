"""The law of reviews."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.reviews import rules
from jiaxin.flows.reviews.rules import Answer, Ground, Question, State

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@given(st.lists(st.sampled_from(State)))
def test_what_was_removed_or_taken_back_never_comes_back(wanted: list[State]) -> None:
    now = State.HELD
    for then in wanted:
        was = now
        now = then if rules.may_move(now, then) else now
        assert was not in {State.REMOVED, State.TAKEN_BACK} or now is was


@pytest.mark.parametrize(
    ("over", "may"),
    [
        (None, True),
        (NOW, True),
        (NOW - timedelta(days=90) + timedelta(seconds=1), True),
        (NOW - timedelta(days=90), False),
    ],
)
def test_it_is_written_until_ninety_days_after_the_end(over: datetime | None, may: bool) -> None:
    assert rules.may_write(over, NOW) is may


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("就是个傻 逼", Ground.INSULT),
        ("她偷了我家的东西", Ground.ACCUSATION),
        ("加微信聊", Ground.ADVERT),
        ("ＷｅＣｈａｔ me", Ground.ADVERT),
        ("她住在三号楼", Ground.PRIVATE),
        ("打 *********** 找她", Ground.PRIVATE),
    ],
)
def test_words_that_a_person_should_read_first(words: str, ground: Ground) -> None:
    assert ground in rules.telling(words)


@pytest.mark.parametrize(
    "words", ["", "做事细心，孩子喜欢她。", "有点慢，常迟到，不会再请。", "Kind, but late twice."]
)
def test_unkind_words_are_words_like_any(words: str) -> None:
    assert rules.telling(words) == frozenset()


def test_every_question_wants_an_answer() -> None:
    whole = dict.fromkeys(Question, Answer.PARTLY)

    assert rules.is_whole(whole)
    assert not rules.is_whole({Question.AGREED: Answer.YES})
