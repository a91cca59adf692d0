"""docs/events.md: every event, what it carries, and who listens."""

import sys
from collections.abc import Iterable
from typing import get_type_hints

from jiaxin.config.docs.loading import load_everything
from jiaxin.config.docs.tables import code, first_line, page, table
from jiaxin.ground.events import SUBSCRIBERS, WITHIN, Event

INTRODUCTION = (
    "What the apps announce to each other. An event is a job a subscriber, committed or rolled "
    "back with the service that announced it, and delivered at least once. It carries ids only. "
    "*In the transaction* are steps that keep a stored copy; the others run afterwards."
)


def every_event() -> list[type[Event]]:
    """Each event, by its name."""
    load_everything()
    ours = (
        kind
        for kind in Event.__subclasses__()
        # With slots a dataclass is made anew; the first draft of the class may linger.
        if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind
        and kind.__module__.startswith("jiaxin.")
    )
    return sorted(ours, key=lambda kind: (kind.__name__, kind.__module__))


def written() -> str:
    rows = [
        (
            code(kind.__name__),
            kind.__module__.removeprefix("jiaxin.").removesuffix(".events"),
            first_line(kind.__doc__),
            ", ".join(code(name) for name in get_type_hints(kind)),
            _listed(f"{run.__module__}.{run.__name__}" for run in WITHIN.get(kind, [])),
            _listed(f"{heard.name} [{heard.queue}]" for heard in SUBSCRIBERS.get(kind, [])),
        )
        for kind in every_event()
    ]
    head = ["event", "announced by", "what happened", "carries", "in the transaction", "then"]
    return page("Events", INTRODUCTION, table(head, rows))


def _listed(names: Iterable[str]) -> str:
    return "<br>".join(code(name.removeprefix("jiaxin.")) for name in sorted(names))
