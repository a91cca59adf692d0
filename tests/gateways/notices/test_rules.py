"""What messages are about."""

from jiaxin.gateways.notices import words
from jiaxin.gateways.notices.rules import Delivery, Occasion


def test_a_message_is_written_and_then_sent() -> None:
    assert list(Delivery) == ["written", "sent"]
    assert set(Occasion) == {"code", "asked"}


def test_a_message_speaks_both_languages() -> None:
    for text in (words.code("012345"), words.asked("https://jiaxin.example/worker/")):
        assert "【家信】" in text
        assert "Jiaxin" in text or "record" in text


def test_a_reminder_names_nobody() -> None:
    assert "胡" not in words.asked("https://jiaxin.example/worker/")
