"""Red and black lists (守信联合激励、失信联合惩戒) of Credit China: from a day, to a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Listed(StrEnum):
    """Which list."""

    RED = "red"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class Span:
    """From its first day to its last, both included; no last day is until further notice."""

    first: date
    last: date | None = None
    removed_on: date | None = None


def on_list(span: Span, today: date) -> bool:
    """Whether the firm stands on the list that day. From the day it was taken off, it does not."""
    if span.removed_on is not None and span.removed_on <= today:
        return False
    return span.first <= today and (span.last is None or today <= span.last)


def is_possible(span: Span) -> bool:
    """Whether its days stand in order."""
    return span.last is None or span.first <= span.last
