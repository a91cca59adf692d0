"""What a portal's file of rows holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.test import Client

# What stands in a path and is nobody's.
NOT_OWNED = frozenset({"kind", "code", "form", "token", "ticket", "firm_code", "card_id"})


@dataclass(frozen=True)
class Scene:
    """The cast's browsers, and the objects that stand in paths."""

    browsers: Mapping[str, Client]
    values: Mapping[str, object]


@dataclass(frozen=True)
class Portal:
    """One portal's table: a status for each of `who` in each row.

    What an address names in its path may be another's, unless it is in `not_owned`. `owners` are
    those of `who` whose objects the scene makes; `guess` is what others try to send in.
    """

    name: str
    who: tuple[str, ...]
    owners: frozenset[str]
    table: Mapping[str, tuple[int, ...]]
    scene: Callable[[], Scene]
    not_owned: frozenset[str] = NOT_OWNED
    guess: Mapping[str, object] = field(
        default_factory=lambda: {"pin": "271828", "sections": ["identity"]}
    )
