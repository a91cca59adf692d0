"""Signing a firm up, in a browser: what was typed stays, the password is shown once."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from jiaxin.config import wiring
from jiaxin.trust.identity.models import Account
from jiaxin.trust.identity.services import Opened
from tests import makers_desk
from tests.makers_joining import HER, NUMBER, REPRESENTATIVE, Registers
from tests.makers_staff import entered
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db
ADDRESS = "/firm/sign-up/"


@pytest.fixture
def registers(db: None) -> Iterator[Registers]:
    both = Registers()
    both.join()
    yield both
    wiring.join()


def typed(**more: str) -> dict[str, str]:
    return {
        "code": HER.code.lower(),
        "name": REPRESENTATIVE,
        "number": NUMBER,
        "staff_name": "sun-owner",
        **more,
    }


def test_a_representative_opens_her_firms_desk(registers: Registers) -> None:
    page = Client().post(ADDRESS, typed())

    password = re.search(r'id="first-password">([0-9A-Z-]{19})<', page.text)
    assert password
    account = Account.objects.get(staff_name="sun-owner")
    entered(Opened(account.id, "sun-owner", password[1]))
    assert "开通企业端" in Client().get("/firm/sign-in/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "91110105MX0000001"}, "18 位"),
        ({"code": HER.code[:-1] + ("0" if HER.code[-1] != "0" else "1")}, "校验"),
        ({"code": HER.code.replace("M", "I")}, "I"),
        ({"code": ""}, "这里还没有填写"),
        ({"number": "110101199003074"}, "15 位的旧号码"),
        ({"name": "<b>"}, "姓名"),
        ({"staff_name": "张三"}, "登录名不能用"),
    ],
)
def test_what_is_nearly_right_is_said_at_its_field(
    registers: Registers, wrong: dict[str, str], said: str
) -> None:
    page = Client().post(ADDRESS, typed(**wrong))

    assert page.status_code == 422
    assert said in page.text
    assert 'id="first-password"' not in page.text
    assert not Account.objects.exists()


def test_who_is_not_proven_is_told_so_and_what_was_typed_stays(registers: Registers) -> None:
    page = Client().post(ADDRESS, typed(name="贾无人"))

    assert page.status_code == 422
    assert "对不上" in page.text
    assert 'value="贾无人"' in page.text


def test_a_second_owner_is_shown_the_way_to_the_department(registers: Registers) -> None:
    Client().post(ADDRESS, typed())

    page = Client().post(ADDRESS, typed(staff_name="second"))

    assert page.status_code == 409
    assert "12345" in page.text
    assert "商务主管部门" in page.text


def test_who_is_signed_in_has_nothing_to_open() -> None:
    browser = browser_of(makers_desk.a_desk().owner)

    assert browser.get(ADDRESS).headers["Location"] == "/firm/"


def test_the_page_is_complete_in_english() -> None:
    browser = Client()
    browser.cookies["lang"] = "en"

    assert "Legal representative" in browser.get(ADDRESS).text
