"""Staff accounts: who opens them, for whom, and what is refused."""

from datetime import UTC, datetime

import pytest

from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.id_numbers import WrongIdCheck
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import NATION, Actor
from jiaxin.trust.access.roles import ADMINISTRATORS, STAFF, Role
from jiaxin.trust.identity import reads, sittings
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import (
    BadStaffName,
    OrganisationNeeded,
    PersonHasAccount,
    ProveAgain,
    RegionNeeded,
    StaffNameTaken,
)
from jiaxin.trust.identity.models import Account, StaffMember
from jiaxin.trust.identity.rules import FRESH, App
from jiaxin.trust.identity.services import NewStaff
from tests import clockwork, makers, makers_staff
from tests.makers_staff import FIRST_START, ZHEJIANG, a_person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


def draft(role: Role = Role.REVIEWER, **more: object) -> NewStaff:
    given = {"staff_name": "rev-1", "name": "陈立新", "number": a_person(), **more}
    return NewStaff(role=role, **given)  # type: ignore[arg-type]  # as the callers give them


def test_an_account_is_opened_with_a_password_that_must_be_changed() -> None:
    opened = identity.open_account(FIRST_START, staff=draft())

    account, member = Account.objects.get(id=opened.id), StaffMember.objects.get(id=opened.id)
    assert account.check_password(opened.password)
    assert (account.app, account.role, member.must_change) == ("console", "reviewer", True)


def test_one_person_is_never_two_administrators() -> None:
    person = a_person()
    for first in ADMINISTRATORS:
        opened = identity.open_account(
            FIRST_START, staff=draft(first, staff_name=f"one-{first[:3]}", number=person)
        )
        for second in ADMINISTRATORS:
            with pytest.raises(PersonHasAccount):
                identity.open_account(
                    FIRST_START, staff=draft(second, staff_name="two", number=person.lower())
                )
        StaffMember.objects.get(id=opened.id).delete()
        person = a_person()


def test_what_is_refused_leaves_no_half_of_an_account() -> None:
    person = a_person()
    identity.open_account(FIRST_START, staff=draft(number=person))

    with pytest.raises(PersonHasAccount):
        identity.open_account(FIRST_START, staff=draft(staff_name="rev-2", number=person))

    assert not Account.objects.filter(staff_name="rev-2").exists()


def test_two_accounts_have_two_names() -> None:
    identity.open_account(FIRST_START, staff=draft())

    with pytest.raises(StaffNameTaken):
        identity.open_account(FIRST_START, staff=draft())


@pytest.mark.parametrize("name", ["", "a", "陈立新", "Rev-1", "1rev", "rev 1", "rev--1", "r" * 41])
def test_a_sign_in_name_is_plain(name: str) -> None:
    with pytest.raises(BadStaffName):
        identity.open_account(FIRST_START, staff=draft(staff_name=name))


def test_a_number_that_does_not_add_up_opens_nothing() -> None:
    number = a_person()
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")

    with pytest.raises(WrongIdCheck):
        identity.open_account(FIRST_START, staff=draft(number=wrong))


@pytest.mark.parametrize("region", ["", "999999", "33"])
def test_an_officer_has_a_region(region: str) -> None:
    with pytest.raises(RegionNeeded):
        identity.open_account(FIRST_START, staff=draft(Role.COMMERCE_OFFICER, region=region))


def test_a_firms_account_names_the_firm() -> None:
    with pytest.raises(OrganisationNeeded):
        identity.open_account(FIRST_START, staff=draft(Role.FIRM_OWNER))


def test_the_security_administrator_opens_the_consoles_accounts_only() -> None:
    security = makers_staff.a_security_admin()

    identity.open_account(security, staff=draft(Role.COMMERCE_OFFICER, region=ZHEJIANG))
    with pytest.raises(NotAllowed):
        identity.open_account(
            security, staff=draft(Role.FIRM_OWNER, staff_name="own", organisation=new_id())
        )


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_has_charge_of_another(role: Role) -> None:
    # Whoever hands out the first password of an account could act by it.
    security, other = makers_staff.a_security_admin(), makers_staff.a_staff_member(role)

    with pytest.raises(NotAllowed):
        identity.open_account(security, staff=draft(role))
    for act in (identity.reset_account, identity.close_account, identity.end_sign_ins):
        with pytest.raises(NotFound):
            act(security, staff=other.person)
    assert sittings.holds(other.person, other.came_in_by)


def test_an_owner_opens_operators_of_her_own_firm_whatever_she_asks_for() -> None:
    firm, another = new_id(), new_id()
    owner = makers_staff.a_firm_owner(firm=firm)

    opened = identity.open_account(owner, staff=draft(Role.FIRM_OPERATOR, organisation=another))

    assert Account.objects.get(id=opened.id).organisation_id == firm
    for role in STAFF - {Role.FIRM_OPERATOR}:
        with pytest.raises(NotAllowed):
            identity.open_account(owner, staff=draft(role, staff_name="more"))


def test_one_person_may_work_for_two_firms_and_for_one_only_once() -> None:
    person, firm, another = a_person(), new_id(), new_id()
    for number, organisation in enumerate((firm, another)):
        owner = makers_staff.a_firm_owner(firm=organisation)
        staff = draft(Role.FIRM_OPERATOR, staff_name=f"op-{number}", number=person)
        identity.open_account(owner, staff=staff)

    with pytest.raises(PersonHasAccount):
        identity.open_account(
            makers_staff.a_firm_owner(firm=firm),
            staff=draft(Role.FIRM_OPERATOR, staff_name="op-3", number=person),
        )


@pytest.mark.parametrize(
    ("hers", "where", "reached"),
    [
        ("330000", "330106", True),
        ("330100", "330106", True),
        ("330106", "330106", True),
        ("330106", "330100", False),
        ("330000", "320100", False),
        (NATION, "320100", True),
        ("330000", "", False),
        ("", "330106", False),
    ],
)
def test_an_officer_reaches_her_region_and_what_lies_within(
    hers: str, where: str, reached: bool
) -> None:
    assert Actor(role=Role.COMMERCE_OFFICER, region=hers).reaches(where) is reached


def test_nobody_but_an_officer_reaches_a_region() -> None:
    assert not Actor(role=Role.SECURITY_ADMIN, region=NATION).reaches("330106")


def test_the_security_administrator_ends_anybodys_sign_ins_at_once() -> None:
    security, reviewer = makers_staff.a_security_admin(), makers_staff.a_reviewer()

    identity.end_sign_ins(security, staff=reviewer.person)

    assert not sittings.holds(reviewer.person, reviewer.came_in_by)


def test_a_reset_account_begins_anew() -> None:
    security, officer = makers_staff.a_security_admin(), makers_staff.a_health_officer()

    opened = identity.reset_account(security, staff=officer.person)

    assert not sittings.holds(officer.person, officer.came_in_by)
    makers_staff.set_up(opened)


def test_a_closed_accounts_person_may_have_another_one() -> None:
    security, person = makers_staff.a_security_admin(), a_person()
    role, region = Role.HEALTH_OFFICER, makers_staff.ZHEJIANG
    opened = identity.open_account(security, staff=draft(role, number=person, region=region))

    identity.close_account(security, staff=opened.id)

    again = draft(role, staff_name="officer-2", number=person, region=region)
    identity.open_account(security, staff=again)
    with pytest.raises(NotFound):
        identity.reset_account(security, staff=opened.id)


def test_no_administrator_resets_or_closes_herself() -> None:
    security = makers_staff.a_security_admin()

    for act in (identity.reset_account, identity.close_account):
        with pytest.raises(NotFound):
            act(security, staff=security.person)


def test_an_owner_has_charge_of_her_own_firms_operators_only() -> None:
    firm, another = new_id(), new_id()
    owner = makers_staff.a_firm_owner(firm=firm)
    hers = makers_staff.a_firm_operator(firm=firm)
    theirs = makers_staff.a_firm_operator(firm=another)

    assert {row.id for row in reads.staff(owner)} == {hers.id}
    identity.end_sign_ins(owner, staff=hers.person)
    for act in (identity.end_sign_ins, identity.close_account, identity.reset_account):
        with pytest.raises(NotFound):
            act(owner, staff=theirs.person)


def test_a_workers_account_is_no_staff_account() -> None:
    mei = makers.signed_in(App.WORKER, "13800138111")

    with pytest.raises(NotFound):
        identity.close_account(makers_staff.a_security_admin(), staff=mei.person)


def test_accounts_are_looked_after_with_a_fresh_proof_only() -> None:
    with clockwork.at(NOON) as hands:
        security = makers_staff.a_security_admin()
        reviewer = makers_staff.a_reviewer()
        hands.move(FRESH)

        for act in (identity.end_sign_ins, identity.close_account, identity.reset_account):
            with pytest.raises(ProveAgain):
                act(security, staff=reviewer.person)
        with pytest.raises(ProveAgain):
            identity.open_account(security, staff=draft())
