"""What notices need from outside: a provider of text messages."""

from typing import Protocol


class SmsRefused(Exception):
    """The provider did not take the message; it may be tried again."""


class Sms(Protocol):
    """Sends one text message. The same `message_id` twice is one message."""

    def send(self, *, to: str, text: str, message_id: str) -> None: ...
