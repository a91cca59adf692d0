"""Events are past, frozen, and carry nothing that a person could be known by."""

from datetime import date, datetime
from enum import Enum
from typing import get_args, get_type_hints
from uuid import UUID

from jiaxin.config.docs.announcements import every_event

# The job table is plain JSON: what a job carries, everyone with a database dump can read.
ALLOWED = (UUID, Enum, date, datetime, int, float)


def _plain(hint: object) -> bool:
    options = [option for option in get_args(hint) if option is not type(None)] or [hint]
    kinds = [getattr(option, "__supertype__", option) for option in options]
    return all(
        isinstance(kind, type) and issubclass(kind, ALLOWED) and kind is not bool for kind in kinds
    )


def _is_frozen(kind: type) -> bool:
    # What the decorator was told stays on the class.
    return bool(getattr(getattr(kind, "__dataclass_params__", None), "frozen", False))


def test_an_event_is_a_frozen_dataclass_with_slots() -> None:
    loose = [
        kind.__name__
        for kind in every_event()
        if not _is_frozen(kind) or "__slots__" not in vars(kind)
    ]

    assert loose == []


def test_an_event_carries_ids_enums_dates_and_numbers_only() -> None:
    telling = [
        f"{kind.__name__}.{name}"
        for kind in every_event()
        for name, hint in get_type_hints(kind).items()
        if not _plain(hint)
    ]

    assert telling == []


def test_events_stand_in_events_files() -> None:
    strays = [kind.__qualname__ for kind in every_event() if "events" not in kind.__module__]

    assert strays == []


def test_an_event_says_what_happened() -> None:
    assert [kind.__name__ for kind in every_event() if not vars(kind).get("__doc__")] == []
