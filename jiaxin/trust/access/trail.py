"""The trail as a port: audit implements it, wiring joins it; until then every act is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor

DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who did what to whom, on what proof, with what outcome."""

    actor: Actor
    action: Action
    outcome: str
    subject: UUID | None = None
    proof: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Trail(Protocol):
    """Writes a line inside the open transaction, or raises; returns the line's id."""

    def write(self, entry: Entry) -> UUID: ...


class NoTrail(RuntimeError):
    """No evidence can be written, so no act may happen."""


class _Refusing:
    def write(self, entry: Entry) -> UUID:
        raise NoTrail(entry.action.code)


class _Joined:
    trail: Trail = _Refusing()


def join(trail: Trail) -> None:
    _Joined.trail = trail


def write(entry: Entry) -> UUID:
    if entry.outcome == DONE and entry.action.needs_subject and entry.subject is None:
        raise NoTrail(f"{entry.action.code} names nobody")
    return _Joined.trail.write(entry)
