"""Staff, made through services: officers, reviewers, administrators, people of a firm."""

from datetime import date, timedelta
from itertools import count
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import SignIn
from jiaxin.trust.identity.services import NewStaff, Opened
from tests import makers

ZHEJIANG, HANGZHOU, XIHU, BEIJING = "330000", "330100", "330106", "110000"
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


def a_staff_member(role: Role, *, region: str = "", organisation: UUID | None = None) -> Actor:
    """Somebody of this role, signed in."""
    opened = an_account(role, region=region, organisation=organisation)
    now = clock.now()
    sign_in = SignIn.objects.create(
        person_id=opened.id,
        channel="web",
        origin="a test",
        device="a test",
        began_at=now,
        seen_at=now,
        proven_at=now,
        until=now + timedelta(hours=12),
    )
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
