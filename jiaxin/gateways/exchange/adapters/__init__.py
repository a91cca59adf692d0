"""What parties may send, one file each: whatever stands in this folder with an `ADAPTER` is one.

An adapter says which columns a row has, and how a typed row becomes a fact. It decides nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.rows import Column, Row
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words


class Taker(StrEnum):
    """Who takes the rows of a kind in."""

    WORKERS = "workers"
    FIRMS = "firms"
    INVITATIONS = "invitations"
    CORRECTIONS = "corrections"
    EPIDEMIC = "epidemic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """One service of the protocol that a party pushes to.

    `sorts` are the bodies that may be registered for it; `fact` is the kind of fact (or the port's
    word, for firms) that a row becomes, `content` what the row says in that kind's own fields.
    `place` is the column that must lie in the sender's region; `vouched` checks, of a row that a
    platform passes on, that its issuer stands behind it; `closed` says why nothing is taken now.
    """

    service: str
    words: Words
    sorts: frozenset[PartySort]
    columns: tuple[Column, ...]
    taker: Taker
    fact: str
    content: Callable[[Row], dict[str, Any]]
    check: Callable[[Row], None] | None = None
    place: str = ""
    vouched: Callable[[Row], None] | None = None
    closed: Callable[[], ExchangeRefusal | None] = lambda: None


@cache
def every() -> Mapping[str, Adapter]:
    """All adapters by the name of their service."""
    found: dict[str, Adapter] = {}
    for module in iter_modules(__path__):
        adapter = getattr(import_module(f"{__name__}.{module.name}"), "ADAPTER", None)
        if isinstance(adapter, Adapter):
            found[adapter.service] = adapter
    return MappingProxyType(dict(sorted(found.items())))


def of(service: str) -> Adapter:
    """The adapter of this service; KeyError where there is none."""
    return every()[service]
