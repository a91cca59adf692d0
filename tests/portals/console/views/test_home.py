"""The first page: what one's role has, and nothing else."""

import pytest

from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts import menus
from jiaxin.portals.parts.menus import Entry, Standing
from jiaxin.trust.access.roles import Role
from tests import makers_staff
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_each_role_finds_its_own_pages() -> None:
    security = browser_of(makers_staff.a_security_admin()).get("/console/").text
    reviewer = browser_of(makers_staff.a_reviewer()).get("/console/").text

    assert "工作账号" in security
    assert "工作账号" not in reviewer


def test_a_queue_says_how_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = Entry(
        "console:account",
        {Role.REVIEWER},
        Words(zh="样例队列", en="A sample queue"),
        "clock",
        standing=lambda viewer: Standing(waiting=7, late=2, oldest=clock.now()),
    )
    monkeypatch.setattr(
        menus._Offered, "menus", {"console": [*menus._Offered.menus["console"], queue]}
    )

    page = browser_of(makers_staff.a_reviewer()).get("/console/").text

    assert "样例队列" in page
    assert "<b>7</b>" in page
    assert "2 件超时" in page


def test_the_page_is_complete_in_english() -> None:
    browser = browser_of(makers_staff.a_security_admin())
    browser.cookies["lang"] = "en"

    page = browser.get("/console/").text

    assert "Staff accounts" in page
    assert "security administrator" in page
