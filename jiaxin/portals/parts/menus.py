"""The menus of the desks: each portal says at its start which pages its roles have.

offer("console", Entry("console:accounts", {Role.SECURITY_ADMIN}, Words(zh=…, en=…), "people"))
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from jiaxin.ground.words import Words
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """How a queue stands: what waits, what is late, since when the oldest waits."""

    waiting: int
    late: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the menu of a desk, for these roles. A queue also says how it stands."""

    url: str
    roles: frozenset[Role] | set[Role]
    name: Words
    icon: str
    about: Words | None = None
    standing: Callable[[Actor], Standing] | None = field(default=None, compare=False)


class _Offered:
    menus: dict[str, list[Entry]] = {}


def offer(desk: str, *entries: Entry) -> None:
    """Put these entries at the end of a desk's menu, each once."""
    menu = _Offered.menus.setdefault(desk, [])
    menu.extend(entry for entry in entries if entry not in menu)


def menu_of(desk: str, role: Role) -> list[Entry]:
    """What somebody of this role finds in the menu."""
    return [entry for entry in _Offered.menus.get(desk, []) if role in entry.roles]


@dataclass(frozen=True, slots=True)
class Tile:
    """A page on the first page of a desk, and how its queue stands."""

    address: str
    entry: Entry
    standing: Standing | None


def tiles_of(desk: str, actor: Actor) -> list[Tile]:
    """Every page of one's role but the first, each with what waits there."""
    return [
        Tile(reverse(entry.url), entry, entry.standing(actor) if entry.standing else None)
        for entry in menu_of(desk, actor.role)[1:]
    ]
