"""What messages are about."""

from jiaxin.gateways.notices import words
from jiaxin.gateways.notices.rules import Delivery, Occasion


def test_a_message_is_written_and_then_sent() -> None:
    assert list(Delivery) == ["written", "sent"]
    assert set(Occasion) == {"code", "asked", "approved"}


def test_a_message_speaks_both_languages() -> None:
    link = "https://jiaxin.example/worker/"
    linked = (words.asked(link), words.asked_from_afar(link), words.approved(link))
    for text in (words.code("012345"), *linked):
        assert "【家信】" in text
        assert any(word in text for word in ("Jiaxin", "record", "agreed"))


def test_a_reminder_names_nobody() -> None:
    assert "胡" not in words.asked("https://jiaxin.example/worker/")
