"""Staff accounts in the console: the security administrator's, with a proof that is fresh."""

import re

import pytest
from django.test import Client

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import ADMINISTRATORS, Role
from jiaxin.trust.identity import sittings
from jiaxin.trust.identity.models import Account, StaffMember
from jiaxin.trust.identity.services import Opened
from tests import makers_staff
from tests.makers_staff import a_person, entered
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def security() -> Client:
    return browser_of(makers_staff.a_security_admin())


@pytest.fixture
def reviewer() -> Actor:
    return makers_staff.a_reviewer()


def typed(**more: str) -> dict[str, str]:
    return {
        "role": "commerce_officer",
        "name": "周敏",
        "number": a_person(),
        "staff_name": "zj-07",
        "region": "330000",
        **more,
    }


def test_an_account_is_opened_and_its_password_shown_once(security: Client) -> None:
    page = security.post("/console/accounts/new/", typed())

    password = re.search(r'id="first-password">([0-9A-Z-]{19})<', page.text)
    assert password
    account = Account.objects.get(staff_name="zj-07")
    entered(Opened(account.id, "zj-07", password[1]))
    assert (account.role, account.region) == ("commerce_officer", "330000")
    assert password[1] not in security.get(f"/console/accounts/{account.id}/").text


def test_a_second_place_is_refused_to_the_same_person(security: Client) -> None:
    person = a_person()
    made = {"role": "reviewer", "region": "", "number": person}
    security.post("/console/accounts/new/", typed(**made))

    refused = security.post("/console/accounts/new/", typed(**{**made, "staff_name": "sys-2"}))

    assert refused.status_code == 409
    assert "每人只能有一个" in refused.text
    assert person in refused.text
    assert not Account.objects.filter(staff_name="sys-2").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "110101199003074"}, "15 位的旧号码"),
        ({"number": ""}, "这里还没有填写"),
        ({"name": "<b>"}, "姓名"),
        ({"staff_name": "张三"}, "登录名不能用"),
        ({"region": "999999"}, "没有选定负责的地区"),
        ({"role": "firm_owner"}, "firm_owner"),
        ({"role": "audit_admin"}, "audit_admin"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    security: Client, wrong: dict[str, str], said: str
) -> None:
    page = security.post("/console/accounts/new/", typed(**wrong))

    assert page.status_code == 422
    assert said in page.text
    assert 'value="330000"' in page.text or "region" in wrong
    assert not Account.objects.filter(staff_name="zj-07").exists()


def test_the_list_shows_names_and_finds_by_them(security: Client, reviewer: Actor) -> None:
    name = str(Account.objects.get(id=reviewer.person).staff_name)

    assert name in security.get("/console/accounts/").text
    assert name in security.get("/console/accounts/?q=陈立").text
    assert "没有找到" in security.get("/console/accounts/?q=nobody").text


def test_ending_closing_and_resetting_take_effect_at_once(
    security: Client, reviewer: Actor
) -> None:
    path = f"/console/accounts/{reviewer.person}"
    assert security.post(f"{path}/end/").status_code == 302
    assert not sittings.holds(reviewer.person, reviewer.came_in_by)

    security.post(f"{path}/close/")
    assert not Account.objects.get(id=reviewer.person).is_active
    assert "已停用" in security.get(f"{path}/").text


def test_a_reset_account_begins_anew(security: Client) -> None:
    officer = makers_staff.an_officer()

    assert "账号已重置" in security.post(f"/console/accounts/{officer.person}/reset/").text
    assert StaffMember.objects.get(id=officer.person).totp is None


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS - {Role.SECURITY_ADMIN}))
def test_the_other_administrators_have_no_part_in_it(role: Role, reviewer: Actor) -> None:
    other = browser_of(makers_staff.a_staff_member(role))

    assert other.get("/console/accounts/").status_code == 404
    assert other.post("/console/accounts/new/", typed()).status_code == 404
    assert other.post(f"/console/accounts/{reviewer.person}/end/").status_code == 404
    assert sittings.holds(reviewer.person, reviewer.came_in_by)
