"""Who acts: a person in a role, through a channel, in one sign-in; or a part of the system."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import HOLDS, Role


class Channel(StrEnum):
    """What somebody came in by."""

    WEB = "web"
    SMS = "sms"
    JOB = "job"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door. `region` limits officers; `origin` is a keyed digest of an address."""

    role: Role
    id: UUID | None = None
    part: str = ""
    channel: Channel = Channel.WEB
    sign_in: UUID | None = None
    region: str = ""
    origin: str = ""
    request_id: str = ""
    holds: frozenset[Action] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "holds", HOLDS[self.role])

    @classmethod
    def system(cls, part: str, *, request_id: str = "") -> Self:
        """A part of the product acting by itself."""
        return cls(role=Role.SYSTEM, part=part, channel=Channel.JOB, request_id=request_id)

    @classmethod
    def visitor(cls, *, origin: str = "", request_id: str = "") -> Self:
        """Somebody who has not signed in."""
        return cls(role=Role.VISITOR, origin=origin, request_id=request_id)

    @property
    def person(self) -> UUID:
        """The signed-in person's id. A visitor or a part of the system has none."""
        if self.id is None:
            raise RuntimeError(f"{self.role} is no person")
        return self.id

    @property
    def came_in_by(self) -> UUID:
        """The sign-in that this person came in by."""
        if self.sign_in is None:
            raise RuntimeError(f"{self.role} has not signed in")
        return self.sign_in

    @property
    def name(self) -> str:
        """How the trail names the actor: an opaque id, or the system's part."""
        return str(self.id) if self.id else self.part or self.role.value
