"""A clock that tests set and move. The product has no such switch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch


class Hands:
    """The moment that every part of the product reads."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)

    def read(self) -> datetime:
        return self.moment

    def move(self, by: timedelta) -> datetime:
        self.moment += by
        return self.moment

    def move_to(self, moment: datetime) -> datetime:
        self.moment = moment.astimezone(UTC)
        return self.moment


@contextmanager
def at(moment: datetime) -> Iterator[Hands]:
    """Inside, it is that moment, until the hands are moved."""
    if moment.tzinfo is None:
        raise ValueError("say in which zone")
    hands = Hands(moment)
    with patch("jiaxin.ground.clock._read", hands.read):
        yield hands
