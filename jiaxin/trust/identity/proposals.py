"""What waits to be released, for the administrators who propose and release."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.models import Account, StaffMember, StaffProposal
from jiaxin.trust.identity.rules import ProposalKind, may_release

# Who proposes, and who releases: two roles, and so two people.
VIEWERS = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})


@dataclass(frozen=True, slots=True, repr=False)
class ProposalRow:
    """One proposal as either of the two sees it."""

    id: UUID
    staff: UUID
    staff_name: str
    name: str
    role: Role
    kind: ProposalKind
    proposer: str
    proposed_at: datetime
    until: datetime
    is_mine: bool  # of the side that proposes
    is_past: bool
    may_release: bool


def waiting(viewer: Actor, /) -> list[ProposalRow]:
    """What waits, oldest first."""
    if viewer.role not in VIEWERS:
        raise NotFound
    rows = list(StaffProposal.objects.filter(settled_at=None).order_by("proposed_at"))
    known = Account.objects.in_bulk({row.staff_id for row in rows} | {r.proposed_by for r in rows})
    members = StaffMember.objects.in_bulk({row.staff_id for row in rows})
    now = clock.now()
    return [
        ProposalRow(
            id=row.id,
            staff=row.staff_id,
            staff_name=known[row.staff_id].staff_name or "",
            name=members[row.staff_id].name,
            role=Role(known[row.staff_id].role),
            kind=ProposalKind(row.kind),
            proposer=known[row.proposed_by].staff_name or "",
            proposed_at=row.proposed_at,
            until=row.until,
            is_mine=viewer.role is Role.SECURITY_ADMIN,
            is_past=row.until <= now,
            may_release=viewer.role is Role.SYSTEM_ADMIN
            and may_release(row.proposed_by, viewer.id, row.until, now),
        )
        for row in rows
    ]


def one(viewer: Actor, /, *, staff: UUID, proposal: UUID) -> ProposalRow:
    """One that waits; NotFound once it is settled."""
    for row in waiting(viewer):
        if (row.staff, row.id) == (staff, proposal):
            return row
    raise NotFound
