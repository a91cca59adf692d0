"""What messages are about."""

from datetime import UTC, datetime
from inspect import getmembers, isfunction, signature

import pytest

from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.remote.rules import BY_MESSAGE, Outcome
from jiaxin.flows.reviews.rules import Ground
from jiaxin.gateways.notices import words
from jiaxin.gateways.notices.rules import Delivery

LINK = "https://jiaxin.example/worker/"
GIVEN: dict[str, object] = {
    "digits": "012345",
    "link": LINK,
    "days": 30,
    "firm": "杭州样例阳光家政服务有限公司",
    "until": datetime(2026, 11, 28, 4, tzinfo=UTC),
    "called": "阿依古丽·买买提明女士的家里人",
    "tail": "0001",
    "reason": Reason.OTHER,
    "sections": BY_MESSAGE,
    "outcome": Outcome.WRONG,
    "ground": Ground.ACCUSATION,
}
TEXTS = {
    name: say(**{part: GIVEN[part] for part in signature(say).parameters})
    for name, say in getmembers(words, isfunction)
    if say.__module__ == words.__name__
}


def test_a_message_is_written_and_then_sent() -> None:
    assert list(Delivery) == ["written", "sent"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_message_says_who_writes_and_speaks_both_languages(name: str) -> None:
    text = TEXTS[name]

    assert text.startswith("【家信】")
    latin = text.replace(LINK, "").encode("ascii", errors="ignore").decode()
    assert len([word for word in latin.split() if word.strip(".,:;").isalpha()]) >= 5


@pytest.mark.parametrize("name", TEXTS)
def test_a_message_fits_in_three(name: str) -> None:
    # A message of several parts has 67 characters in each; a cut one helps nobody.
    assert len(TEXTS[name]) <= 3 * 67


def test_a_reminder_names_nobody() -> None:
    assert "胡" not in words.asked(LINK)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_of_a_reply_is_told_in_both_languages(outcome: Outcome) -> None:
    text = words.replied(outcome)

    assert text.startswith("【家信】")
    assert text.isascii() is False
    assert len(text) <= 3 * 67


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_of_a_removed_review_is_told_and_fits(ground: Ground) -> None:
    # As long as the address of a review's own page is.
    text = words.review_removed(ground, f"{LINK}{'0' * 70}")

    assert "原因：" in text
    assert len(text) <= 4 * 67


def test_a_request_by_message_says_who_why_and_what_a_yes_shows() -> None:
    text = words.reply_wanted("胡女士", "0001", Reason.ELDER, BY_MESSAGE, "123456")

    for part in ("胡女士", "尾号0001", "照护老人", "身份、背景核查结论、体检结论", "回复 123456"):
        assert part in text
    assert "不同意回复 0" in text
