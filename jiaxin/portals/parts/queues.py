"""What every officer's queue shares: which list is shown, how many each has, what is late."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from jiaxin.flows.vetting.rules import Urgency
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.access.actor import Actor


class Row(Protocol):
    """One case on the list, as an officer may see it who has not taken it."""

    @property
    def urgency(self) -> Urgency: ...
    @property
    def is_mine(self) -> bool: ...
    @property
    def may_be_taken(self) -> bool: ...


def page_of[R: Row](
    request: PersonRequest,
    *,
    here: Sequence[R],
    ended: Callable[[Actor], Sequence[R]],
    elsewhere: Mapping[str, Sequence[R]] | None = None,
) -> dict[str, Any]:
    """The page of a queue: what waits here, by whom it may be taken; `elsewhere` are lists of
    what others have to move first. What has ended is read only when it is asked for."""
    lists: dict[str, Sequence[R]] = {
        "waiting": here,
        "mine": [row for row in here if row.is_mine],
        "free": [row for row in here if row.may_be_taken],
        **(elsewhere or {}),
        "ended": [],
    }
    asked = request.GET.get("show", "waiting")
    shown = asked if asked in lists else "waiting"
    if shown == "ended":
        lists["ended"] = ended(request.actor)
    return {
        "rows": lists[shown],
        "shown": shown,
        "counts": {name: len(rows) for name, rows in lists.items()},
        "late": sum(row.urgency is Urgency.LATE for row in here),
        "done": request.GET.get("done", ""),
    }
