"""What messages are about."""

from datetime import UTC, datetime
from inspect import getmembers, isfunction, signature

import pytest

from jiaxin.gateways.notices import words
from jiaxin.gateways.notices.rules import Delivery

LINK = "https://jiaxin.example/worker/"
GIVEN: dict[str, object] = {
    "digits": "012345",
    "link": LINK,
    "days": 30,
    "until": datetime(2026, 11, 28, 4, tzinfo=UTC),
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
