"""Who acts: a person in a role, through a channel, in one sign-in; or a part of the system."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from jiaxin.ground import regions
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import HOLDS, OFFICERS, Role


class Channel(StrEnum):
    """What somebody came in by."""

    WEB = "web"
    SMS = "sms"
    JOB = "job"
    CLI = "cli"
    MACHINE = "machine"


# The region of whoever acts for the whole country. An empty region is none at all.
NATION = "000000"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door. `origin` is a keyed digest of an address.

    `region` limits officers: ask `reaches`. `organisation` is the firm or department that somebody
    acts for; a registered system (Role.PARTY) has its own id, and its organisation's.
    """

    role: Role
    id: UUID | None = None
    part: str = ""
    channel: Channel = Channel.WEB
    sign_in: UUID | None = None
    region: str = ""
    organisation: UUID | None = None
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
    def acts_for(self) -> UUID:
        """The organisation that this person or system acts for."""
        if self.organisation is None:
            raise RuntimeError(f"{self.role} acts for no organisation")
        return self.organisation

    def reaches(self, region: str) -> bool:
        """Whether a region is this officer's, or lies within hers. Others reach none."""
        if self.role not in OFFICERS or not self.region or not region:
            return False
        return self.region == NATION or regions.within(region, self.region)

    @property
    def name(self) -> str:
        """How the trail names the actor: an opaque id, or the system's part."""
        return str(self.id) if self.id else self.part or self.role.value
