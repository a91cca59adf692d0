"""What notices need from outside: a provider of text messages, which also hands on replies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class SmsRefused(Exception):
    """The provider did not take the message; it may be tried again."""


class NotTheProvider(Exception):
    """What came in as a reply was not signed by the provider, or long ago."""


class Malformed(Exception):
    """The provider signed it, and it says nothing that can be read."""


class Sms(Protocol):
    """Sends one text message. The same `message_id` twice is one message."""

    def send(self, *, to: str, text: str, message_id: str) -> None: ...


@dataclass(frozen=True, slots=True, repr=False)
class Received:
    """A text message that somebody sent us."""

    id: str
    sender: str
    text: str


class InboundSms(Protocol):
    """Reads what the provider hands on; NotTheProvider or Malformed otherwise."""

    def read(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> Received: ...
