"""Staff accounts: opened for a named person, in one role, and looked after by whoever may."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from jiaxin.ground import clock, regions
from jiaxin.ground.errors import NotAllowed, NotFound, ValueTaken
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.ids import CROCKFORD, new_id
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
    StaffNameTaken,
)
from jiaxin.trust.identity.models import Account, SignIn, StaffEntry, StaffMember
from jiaxin.trust.identity.reads import in_charge
from jiaxin.trust.identity.rules import (
    App,
    app_of,
    may_open,
    needs_region,
    staff_name_is_well_formed,
)
from jiaxin.trust.identity.services import factors, own_account

_GROUPS, _GROUP = 4, 4


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
    opened = keep_account(actor, staff=staff)
    about(opened.id, role=staff.role, region=staff.region)
    return opened


@step
def keep_account(actor: Actor, /, *, staff: NewStaff) -> Opened:
    """The account's rows. For a flow that gives a proven person her firm's account."""
    organisation = actor.organisation if actor.role is Role.FIRM_OWNER else staff.organisation
    _refuse_what_does_not_fit(staff, organisation)
    account, password = new_id(), _new_password()
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
    account, member = _under(actor, staff)
    if staff == actor.id:
        raise NotAllowed(action=Action.STAFF_CLOSE.code)
    now = clock.now()
    account.is_active = False
    account.save(update_fields=["is_active"])
    member.person, member.closed_at = None, now
    member.save(update_fields=["person", "closed_at"])
    factors.forget_factors(actor, staff=staff)
    _end_all(staff)


@service(Action.STAFF_RESET)
def reset_account(actor: Actor, /, *, staff: UUID) -> Opened:
    """She has lost her password or her factors: a new first password, and she begins anew."""
    account, member = _under(actor, staff)
    if staff == actor.id:
        raise NotAllowed(action=Action.STAFF_RESET.code)
    password = _new_password()
    account.password = make_password(password)
    account.save(update_fields=["password"])
    member.must_change, member.password_at = True, clock.now()
    member.save(update_fields=["must_change", "password_at"])
    factors.forget_factors(actor, staff=staff)
    _end_all(staff)
    return Opened(staff, account.staff_name or "", password)


@service(Action.STAFF_END)
def end_sign_ins(actor: Actor, /, *, staff: UUID) -> None:
    """End every sign-in of this account, at once."""
    _under(actor, staff)
    _end_all(staff)


def _under(actor: Actor, staff: UUID) -> tuple[Account, StaffMember]:
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


def _new_password() -> str:
    """Eighty random bits in four groups, to be read aloud once."""
    letters = [secrets.choice(CROCKFORD) for _ in range(_GROUPS * _GROUP)]
    return "-".join(
        "".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP)
    )


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
