"""Flags at the console: the security administrator's, with their lines, closed with a reason."""

import pytest
from django.test import Client

from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.flag_rules import FlagKind
from jiaxin.trust.audit.models import Flag
from tests import makers_staff
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> Actor:
    return makers_staff.a_reviewer()


@pytest.fixture
def security() -> Client:
    return browser_of(makers_staff.a_security_admin())


@pytest.fixture
def flag(reviewer: Actor) -> Flag:
    now = clock.now()
    return Flag.objects.create(
        kind=FlagKind.MANY_OPENED,
        actor=reviewer.name,
        role=reviewer.role,
        began_at=now.replace(hour=0, minute=0),
        last_at=now,
        raised_at=now,
        day=clock.today(),
        count=61,
    )


def test_it_is_listed_opened_and_closed(security: Client, flag: Flag, reviewer: Actor) -> None:
    path = f"/console/flags/{flag.id}/"
    assert "未查看" in security.get("/console/flags/").text
    page = security.get(path).text
    assert "工作人员办理的人数异常多" in page
    assert f"/console/accounts/{reviewer.person}/" in page
    assert "已查看" in security.get("/console/flags/").text

    assert security.post(path, {"reason": "年底集中复核，已向处长核实"}).status_code == 302

    assert "已处理" in security.get("/console/flags/").text
    assert "年底集中复核，已向处长核实" in security.get(path).text


@pytest.mark.parametrize("reason", ["", "好"])
def test_without_a_reason_it_stays_open(security: Client, flag: Flag, reason: str) -> None:
    page = security.post(f"/console/flags/{flag.id}/", {"reason": reason})

    assert page.status_code == 422
    flag.refresh_from_db()
    assert flag.closed_at is None


def test_where_there_is_none_it_says_so(security: Client) -> None:
    assert "没有异常提示" in security.get("/console/flags/").text
    assert security.get(f"/console/flags/{new_id()}/").status_code == 404
