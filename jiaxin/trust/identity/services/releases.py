"""Two people for one account: the security administrator proposes, the system one releases.

Each of them holds half of the first password, and neither half opens anything: so nobody of the two
can be the first to sign in, and the person herself needs both.
"""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.errors import NotYoursToRelease, ProposalWaits
from jiaxin.trust.identity.first_passwords import HALF, new_password
from jiaxin.trust.identity.models import Account, StaffMember, StaffProposal
from jiaxin.trust.identity.rules import (
    PROPOSAL_LASTS,
    ProposalKind,
    ProposalOutcome,
    may_open,
    may_release,
    needs_release,
)
from jiaxin.trust.identity.services import accounts, own_account
from jiaxin.trust.identity.services.accounts import NewStaff


@dataclass(frozen=True, slots=True, repr=False)
class HalfPassword:
    """One half of a first password, shown once to one of the two."""

    id: UUID
    staff_name: str
    half: str


@service(Action.STAFF_PROPOSE)
def propose_account(actor: Actor, /, *, staff: NewStaff) -> HalfPassword:
    """A new account that nobody can sign in to before a second person released it."""
    own_account.must_be_fresh(actor)
    if not may_open(actor.role, staff.role) or not needs_release(actor.role, staff.role):
        raise NotAllowed(action=Action.STAFF_PROPOSE.code)
    opened = accounts.keep_account(actor, staff=staff)
    Account.objects.filter(id=opened.id).update(password=make_password(None), is_active=False)
    about(opened.id, kind=ProposalKind.OPEN, role=staff.role)
    return _proposed(actor, opened.id, opened.staff_name, ProposalKind.OPEN)


@service(Action.STAFF_PROPOSE)
def propose_reset(actor: Actor, /, *, staff: UUID) -> HalfPassword:
    """She lost her password or her factors. Until it is released, everything stays as it is."""
    account, _ = accounts.under(actor, staff=staff)
    if staff == actor.id or not needs_release(actor.role, Role(account.role)):
        raise NotAllowed(action=Action.STAFF_PROPOSE.code)
    about(staff, kind=ProposalKind.RESET)
    return _proposed(actor, staff, account.staff_name or "", ProposalKind.RESET)


@service(Action.STAFF_RELEASE)
def release(actor: Actor, /, *, staff: UUID, proposal: UUID) -> HalfPassword:
    """The second person says yes: the account is good for its first sign-in, with both halves."""
    own_account.must_be_fresh(actor)
    row, account, member = _waiting(staff, proposal)
    if not may_release(row.proposed_by, actor.id, row.until, clock.now()):
        raise NotYoursToRelease
    half = new_password(HALF)
    password = f"{row.half}-{half}"
    _settle(actor, row, ProposalOutcome.RELEASED)
    accounts.begin_anew(actor, account=account, member=member, password=password)
    about(staff, proof=f"proposal:{row.id}", kind=row.kind)
    return HalfPassword(staff, account.staff_name or "", half)


@service(Action.STAFF_TURN_DOWN)
def turn_down(actor: Actor, /, *, staff: UUID, proposal: UUID) -> None:
    """The second person says no: a new account is closed unused, a reset changes nothing."""
    _end(actor, staff, proposal)


@service(Action.STAFF_PROPOSE)
def take_back(actor: Actor, /, *, staff: UUID, proposal: UUID) -> None:
    """The side that proposed it wants it no more, with the same end."""
    _end(actor, staff, proposal)


def _end(actor: Actor, staff: UUID, proposal: UUID) -> None:
    row, account, member = _waiting(staff, proposal)
    _settle(actor, row, ProposalOutcome.TURNED_DOWN)
    if row.kind == ProposalKind.OPEN:
        accounts.shut(actor, account=account, member=member)
    about(staff, proof=f"proposal:{row.id}", kind=row.kind)


def _proposed(actor: Actor, staff: UUID, staff_name: str, kind: ProposalKind) -> HalfPassword:
    half, now = new_password(HALF), clock.now()
    try:
        with transaction.atomic():
            StaffProposal.objects.create(
                staff_id=staff,
                kind=kind,
                proposed_by=actor.person,
                proposed_at=now,
                until=now + PROPOSAL_LASTS,
                half=half,
            )
    except IntegrityError as another:
        raise ProposalWaits from another
    return HalfPassword(staff, staff_name, half)


def _waiting(staff: UUID, proposal: UUID) -> tuple[StaffProposal, Account, StaffMember]:
    # The account first, as everybody who changes one does.
    account = Account.objects.select_for_update().filter(id=staff).exclude(role="").first()
    rows = StaffProposal.objects.select_for_update().filter(staff_id=staff, id=proposal)
    row = rows.filter(settled_at=None).first()
    if account is None or row is None:
        raise NotFound
    return row, account, StaffMember.objects.select_for_update().get(id=staff)


def _settle(actor: Actor, row: StaffProposal, outcome: ProposalOutcome) -> None:
    row.half, row.outcome = None, outcome
    row.settled_at, row.settled_by = clock.now(), actor.id
    row.save(update_fields=["half", "outcome", "settled_at", "settled_by"])
