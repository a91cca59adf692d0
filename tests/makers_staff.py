"""Staff, made through services: officers, reviewers, administrators, people of a firm."""

import base64
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import Account, SignIn
from jiaxin.trust.identity.rules import TOTP_SECONDS, App
from jiaxin.trust.identity.services import NewStaff, Opened, entries
from jiaxin.trust.identity.services.entries import Entry
from tests import makers

ZHEJIANG, HANGZHOU, XIHU, BEIJING = "330000", "330100", "330106", "110000"
VISITOR = Actor.visitor(origin="a test")
PASSWORD = "three unlikely teapots"
FIRST_START = Actor.system("first start")
_people = count(1)


def a_person() -> str:
    """The ID number of somebody new."""
    nth = next(_people)
    birth = date(1970, 1, 1) + timedelta(days=nth)
    return makers.a_number(birth=birth, order=nth % 500 * 2 + 1, region="440106")


def an_account(
    role: Role, *, region: str = "", organisation: UUID | None = None, number: str = ""
) -> Opened:
    """An account as it is on its first day: nobody has signed in to it."""
    staff_name = f"{role.value.replace('_', '-')}-{next(_people)}"
    staff = NewStaff(
        role=role,
        staff_name=staff_name,
        name="陈立新",
        number=number or a_person(),
        region=region,
        organisation=organisation,
    )
    opener = a_firm_owner(firm=organisation) if role is Role.FIRM_OPERATOR else FIRST_START
    return identity.open_account(opener, staff=staff)


def a_code(secret: str, *, later: int = 0) -> str:
    """What an authenticator with this secret shows now, or so many codes later."""
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), TOTP_SECONDS)  # noqa: S303 — as authenticators do
    return totp.generate(int(clock.now().timestamp()) + later * TOTP_SECONDS).decode()


def entered(opened: Opened, *, password: str = "", device: str = "a device") -> Entry:
    """The right password was given at the right desk."""
    app = App(Account.objects.get(id=opened.id).app)
    return entries.enter(
        VISITOR,
        app=app,
        staff_name=opened.staff_name,
        password=password or opened.password,
        device=device,
    )


def set_up(opened: Opened) -> str:
    """Her first day: a password of her own, and an authenticator. Its secret."""
    entry = entered(opened)
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(VISITOR, entry=entry)
    entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))
    entries.finish(VISITOR, entry=entry, device="a device", browser="Firefox")
    return secret


def a_staff_member(role: Role, *, region: str = "", organisation: UUID | None = None) -> Actor:
    """Somebody of this role on her first day, signed in."""
    opened = an_account(role, region=region, organisation=organisation)
    set_up(opened)
    sign_in = SignIn.objects.get(person_id=opened.id)
    return Actor(
        role=role, id=opened.id, sign_in=sign_in.id, region=region, organisation=organisation
    )


def a_reviewer() -> Actor:
    """One of the two who decide what a machine may not."""
    return a_staff_member(Role.REVIEWER)


def an_officer(*, region: str = ZHEJIANG) -> Actor:
    """Of the commerce department, for this region and below."""
    return a_staff_member(Role.COMMERCE_OFFICER, region=region)


def a_health_officer(*, region: str = ZHEJIANG) -> Actor:
    return a_staff_member(Role.HEALTH_OFFICER, region=region)


def a_system_admin() -> Actor:
    return a_staff_member(Role.SYSTEM_ADMIN)


def a_security_admin() -> Actor:
    return a_staff_member(Role.SECURITY_ADMIN)


def an_auditor() -> Actor:
    return a_staff_member(Role.AUDIT_ADMIN)


def a_firm_owner(*, firm: UUID | None) -> Actor:
    return a_staff_member(Role.FIRM_OWNER, organisation=firm)


def a_firm_operator(*, firm: UUID) -> Actor:
    return a_staff_member(Role.FIRM_OPERATOR, organisation=firm)
