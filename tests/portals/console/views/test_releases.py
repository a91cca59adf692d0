"""Releasing a reviewer's account at the console, by two people."""

import re

import pytest
from django.test import Client

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import proposals
from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.services import Opened
from tests import makers_staff
from tests.makers_staff import a_person, set_up
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposer() -> Actor:
    return makers_staff.a_security_admin()


@pytest.fixture
def security(proposer: Actor) -> Client:
    return browser_of(proposer)


@pytest.fixture
def system() -> Client:
    return browser_of(makers_staff.a_system_admin())


def propose(security: Client) -> str:
    """The half that the proposer is shown."""
    typed = {"role": "reviewer", "name": "周敏", "number": a_person(), "staff_name": "rev-9"}
    page = security.post("/console/accounts/new/", {**typed, "region": ""})
    return half_on(page.text)


def half_on(text: str) -> str:
    found = re.search(r'id="half-password">([0-9A-Z]{4}-[0-9A-Z]{4})<', text)
    assert found
    return found[1]


def address(proposer: Actor) -> str:
    [row] = proposals.waiting(proposer)
    return f"/console/releases/{row.staff}/{row.id}/"


def test_two_people_open_it_and_the_reviewer_signs_in_with_both_halves(
    security: Client, system: Client, proposer: Actor
) -> None:
    first = propose(security)
    path = address(proposer)
    assert "等您核实" in system.get("/console/releases/").text
    assert "已核实，放行" in system.get(path).text

    second = half_on(system.post(path).text)

    account = Account.objects.get(staff_name="rev-9")
    set_up(Opened(account.id, "rev-9", f"{first}-{second}"))
    assert "没有等待放行的账号" in system.get("/console/releases/").text
    assert system.get(path).status_code == 404


def test_the_proposer_sees_that_it_waits_and_finds_no_release(
    security: Client, proposer: Actor
) -> None:
    propose(security)
    path = address(proposer)

    assert "等系统管理员放行" in security.get("/console/releases/").text
    assert security.get(path).status_code == security.post(path).status_code == 404
    assert security.post(f"{path}turn-down/").status_code == 302

    assert not Account.objects.get(staff_name="rev-9").is_active


def test_turning_it_down_closes_the_account(
    security: Client, system: Client, proposer: Actor
) -> None:
    propose(security)
    path = address(proposer) + "turn-down/"
    assert "会被停用" in system.get(path).text

    assert system.post(path).status_code == 302

    assert "没有等待放行的账号" in security.get("/console/releases/").text
    assert not Account.objects.get(staff_name="rev-9").is_active


def test_the_account_page_says_that_it_waits(security: Client, proposer: Actor) -> None:
    propose(security)
    account = Account.objects.get(staff_name="rev-9")

    page = security.get(f"/console/accounts/{account.id}/").text

    assert "等系统管理员放行" in page
    assert "/reset/" not in page


def test_a_reset_is_proposed_and_says_so(security: Client, system: Client, proposer: Actor) -> None:
    reviewer = makers_staff.a_reviewer()
    path = f"/console/accounts/{reviewer.person}/reset/"
    assert "要两个人才能重置" in security.get(path).text

    assert "前一半" in security.post(path).text
    assert "重置账号" in system.get("/console/releases/").text
