"""Staff accounts: opened for a named person, in one role, and looked after by whoever may."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from jiaxin.ground import clock, regions
from jiaxin.ground.errors import NotAllowed, NotFound, ValueTaken
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import read_name
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import NATION, Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.access.roles import FIRM, Role
from jiaxin.trust.identity.errors import (
    BadStaffName,
    OrganisationNeeded,
    PersonHasAccount,
    RegionNeeded,
    SecondPersonNeeded,
    StaffNameTaken,
)
from jiaxin.trust.identity.first_passwords import new_password
from jiaxin.trust.identity.models import Account, SignIn, StaffEntry, StaffMember, StaffProposal
from jiaxin.trust.identity.reads import in_charge
from jiaxin.trust.identity.rules import (
    App,
    ProposalOutcome,
    app_of,
    may_open,
    needs_region,
    needs_release,
    staff_name_is_well_formed,
)
from jiaxin.trust.identity.services import factors, own_account


@dataclass(frozen=True, slots=True, repr=False)
class NewStaff:
    """For whom an account is opened: `name` and `number` are the person's own, as on her card."""

    role: Role
    staff_name: str
    name: str
    number: str
    region: str = ""
    organisation: UUID | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """The account, and the password that is shown once and must be changed at first use."""

    id: UUID
    staff_name: str
    password: str


@service(Action.STAFF_OPEN)
def open_account(actor: Actor, /, *, staff: NewStaff) -> Opened:
    """Open an account for one person; its first password is good for its first sign-in only."""
    if not may_open(actor.role, staff.role):
        raise NotAllowed(action=Action.STAFF_OPEN.code)
    if actor.role is not Role.SYSTEM:
        own_account.must_be_fresh(actor)
    if needs_release(actor.role, staff.role):
        raise SecondPersonNeeded
    opened = keep_account(actor, staff=staff)
    about(opened.id, role=staff.role, region=staff.region)
    return opened


@step
def keep_account(actor: Actor, /, *, staff: NewStaff) -> Opened:
    """The account's rows. For a flow that gives a proven person her firm's account."""
    organisation = actor.organisation if actor.role is Role.FIRM_OWNER else staff.organisation
    _refuse_what_does_not_fit(staff, organisation)
    account, password = new_id(), new_password()
    now = clock.now()
    try:
        with transaction.atomic():
            Account.objects.create(
                id=account,
                app=app_of(staff.role),
                role=staff.role,
                staff_name=staff.staff_name,
                password=make_password(password),
                region=staff.region,
                organisation_id=organisation,
                made_at=now,
            )
    except IntegrityError as taken:
        raise StaffNameTaken from taken
    try:
        StaffMember.objects.create(
            id=account,
            name=read_name(staff.name),
            person=_person(staff, organisation),
            password_at=now,
            opened_at=now,
        )
    except ValueTaken as taken:
        raise PersonHasAccount from taken
    return Opened(account, staff.staff_name, password)


@service(Action.STAFF_CLOSE)
def close_account(actor: Actor, /, *, staff: UUID) -> None:
    """Nobody signs in to it again. The name stays, so that the trail can be read."""
    account, member = under(actor, staff=staff)
    if staff == actor.id:
        raise NotAllowed(action=Action.STAFF_CLOSE.code)
    shut(actor, account=account, member=member)


@step
def shut(actor: Actor, /, *, account: Account, member: StaffMember) -> None:
    """The account is at its end; what waited to be released about it is, too."""
    now = clock.now()
    account.is_active = False
    account.save(update_fields=["is_active"])
    member.person, member.closed_at = None, now
    member.save(update_fields=["person", "closed_at"])
    StaffProposal.objects.filter(staff_id=account.id, settled_at=None).update(
        half=None, settled_at=now, settled_by=actor.id, outcome=ProposalOutcome.TURNED_DOWN
    )
    factors.forget_factors(actor, staff=account.id)
    _end_all(account.id)


@step
def close_owners(actor: Actor, /, *, organisation: UUID) -> list[UUID]:
    """Whoever owns this firm's desk owns it no longer; for a flow that proved another one."""
    rows = Account.objects.select_for_update().filter(
        organisation_id=organisation, role=Role.FIRM_OWNER.value, is_active=True
    )
    owners = list(rows.order_by("id"))
    for account in owners:
        member = StaffMember.objects.select_for_update().get(id=account.id)
        shut(actor, account=account, member=member)
    return [account.id for account in owners]


@service(Action.STAFF_RESET)
def reset_account(actor: Actor, /, *, staff: UUID) -> Opened:
    """She has lost her password or her factors: a new first password, and she begins anew."""
    account, member = under(actor, staff=staff)
    if staff == actor.id:
        raise NotAllowed(action=Action.STAFF_RESET.code)
    if needs_release(actor.role, Role(account.role)):
        raise SecondPersonNeeded
    password = new_password()
    begin_anew(actor, account=account, member=member, password=password)
    return Opened(staff, account.staff_name or "", password)


@step
def begin_anew(actor: Actor, /, *, account: Account, member: StaffMember, password: str) -> None:
    """This first password is good now, and nothing that was good before it."""
    account.password, account.is_active = make_password(password), True
    account.save(update_fields=["password", "is_active"])
    member.must_change, member.password_at = True, clock.now()
    member.save(update_fields=["must_change", "password_at"])
    factors.forget_factors(actor, staff=account.id)
    _end_all(account.id)


@service(Action.STAFF_END)
def end_sign_ins(actor: Actor, /, *, staff: UUID) -> None:
    """End every sign-in of this account, at once."""
    under(actor, staff=staff)
    _end_all(staff)


@step
def under(actor: Actor, /, *, staff: UUID) -> tuple[Account, StaffMember]:
    """The account, if it is open and in this actor's charge; NotFound otherwise."""
    about(staff)
    if actor.role is not Role.SYSTEM:
        own_account.must_be_fresh(actor)
    found = Account.objects.select_for_update().filter(id=staff, is_active=True).exclude(role="")
    account = found.first()
    if account is None or not in_charge(actor, Role(account.role), account.organisation_id):
        raise NotFound
    return account, StaffMember.objects.select_for_update().get(id=staff)


def _end_all(staff: UUID) -> None:
    now = clock.now()
    SignIn.objects.filter(person_id=staff, ended_at=None).update(ended_at=now)
    StaffEntry.objects.filter(staff_id=staff, used_at=None).update(used_at=now)


def _refuse_what_does_not_fit(staff: NewStaff, organisation: UUID | None) -> None:
    if not staff_name_is_well_formed(staff.staff_name):
        raise BadStaffName
    known = staff.region == NATION or regions.find(staff.region) is not None
    if (needs_region(staff.role) or staff.region) and not known:
        raise RegionNeeded
    if staff.role in FIRM and organisation is None:
        raise OrganisationNeeded


def _person(staff: NewStaff, organisation: UUID | None) -> str:
    """What must be nobody else's: at the console the person, at a firm's desk person and firm."""
    number = IdNumber.parse(staff.number, clock.today()).number
    desk = str(organisation) if app_of(staff.role) is App.FIRM else App.CONSOLE.value
    return f"{desk} {number}"
