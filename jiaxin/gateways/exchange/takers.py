"""Who takes the rows of a kind in: the worker's record, the firm's, the sealed invitations.

A taker runs as a step of the act that moves the batch's cursor, so its rows are applied with it or
not at all. What it answers is for us alone: a sender never learns whose rows found somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rows import Row, RowFault
from jiaxin.gateways.exchange.rules import Arrival, PartySort
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True, slots=True)
class From:
    """Whose rows they are, and by which message."""

    party_id: UUID
    party: str
    title: str
    sort: PartySort
    arrival: Arrival
    inbound: UUID
    message: UUID
    received_at: datetime

    @property
    def source(self) -> str:
        """How a fact names where it is from."""
        return self.party


@dataclass(frozen=True, slots=True, repr=False)
class Numbered:
    """A typed row, its place in the message, and as it came."""

    number: int
    row: Row
    line: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the rows: how many changed something, and which wait for a remedy of ours."""

    applied: int
    set_aside: tuple[tuple[int, RowFault], ...] = field(default=())


class RowTaker(Protocol):
    """Takes typed rows of one kind in, inside the open act."""

    def __call__(
        self, actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]
    ) -> Taken: ...


class _Joined:
    takers: dict[Taker, RowTaker]


_Joined.takers = {}


def join(taker: Taker, to: RowTaker) -> None:
    """Who takes this family of rows; wiring says so."""
    _Joined.takers[taker] = to


def of(taker: Taker) -> RowTaker | None:
    """None where nobody takes them yet: the rows wait."""
    return _Joined.takers.get(taker)
