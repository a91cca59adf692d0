"""Operators' accounts: the owner's of that firm alone, with a proof that is fresh."""

import re

import pytest

from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.services import Opened
from tests import makers_desk
from tests.makers_staff import a_person, entered
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_an_operator_is_opened_for_the_owners_own_firm() -> None:
    desk = makers_desk.a_desk()
    typed = {"name": "周敏", "number": a_person(), "staff_name": "sun-07"}

    page = browser_of(desk.owner).post("/firm/accounts/new/", typed)

    password = re.search(r'id="first-password">([0-9A-Z-]{19})<', page.text)
    assert password
    account = Account.objects.get(staff_name="sun-07")
    entered(Opened(account.id, "sun-07", password[1]))
    assert (account.role, account.organisation_id) == ("firm_operator", desk.firm)


@pytest.mark.parametrize("act", ["", "close/", "reset/", "end/"])
def test_another_firms_operator_is_not_there(act: str) -> None:
    ours, theirs = makers_desk.a_desk(1), makers_desk.a_desk(2)
    browser = browser_of(ours.owner)
    address = f"/firm/accounts/{theirs.operator.person}/{act}"

    answers = {browser.get(address).status_code, browser.post(address).status_code}

    assert answers <= {404, 405}
    assert 404 in answers
    assert Account.objects.get(id=theirs.operator.person).is_active


def test_an_operator_whom_the_owner_closed_is_out_at_once() -> None:
    desk = makers_desk.a_desk()
    operator = browser_of(desk.operator)
    assert operator.get("/firm/").status_code == 200

    browser_of(desk.owner).post(f"/firm/accounts/{desk.operator.person}/close/")

    assert operator.get("/firm/").status_code == 302


def test_an_operator_whose_factors_are_lost_gets_a_new_first_password() -> None:
    desk = makers_desk.a_desk()
    address = f"/firm/accounts/{desk.operator.person}/reset/"

    page = browser_of(desk.owner).post(address)

    assert "账号已重置" in page.text
    assert browser_of(desk.owner).get("/firm/accounts/").text.count("等第一次登录") == 1
