"""Breaches and assessments in the console: the security administrator's, each step on the trail."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.registers import reads, services
from jiaxin.flows.registers.rules import BreachState, Concerned
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import clockwork, makers_staff
from tests.makers_registers import a_breach, an_assessment
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    return makers_staff.a_security_admin()


@pytest.fixture
def desk(admin: Actor) -> Client:
    return browser_of(admin)


def typed(**more: object) -> dict[str, object]:
    return {
        "what": "一台笔记本电脑丢了，盘里有名单。",
        "kinds": ["identity", "contact"],
        "harm": "可能有人冒充平台联系您。",
        "measures": "已远程锁定。",
        "advice": "不要告诉别人验证码。",
        "found_at": clock.now().astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M"),
        "concerned": "everyone",
        "account": "",
        "since": "",
        "until": "",
        **more,
    }


def test_where_there_is_none_the_pages_say_what_they_are_for(desk: Client) -> None:
    assert "24 小时" in desk.get("/console/breaches/").text
    assert "三年" in desk.get("/console/assessments/").text


def test_a_breach_is_entered_reported_told_and_closed(desk: Client, admin: Actor) -> None:
    page = desk.post("/console/breaches/new/", typed(), follow=True)
    [row] = reads.breaches(admin)
    here = f"/console/breaches/{row.id}/"
    assert page.redirect_chain[-1][0] == here
    assert "笔记本电脑" in page.text

    desk.post(here, {"report": "1", "to": "样例市网信办", "reference": "7号"})
    desk.post(here, {"tell": "1"})
    services.tell_next(Actor.system("registers"), breach_id=row.id)
    page = desk.post(here, {"close": "1", "closing": "电脑找回，数据没有被打开。"}, follow=True)

    assert reads.breach(admin, breach_id=row.id).state is BreachState.CLOSED
    assert "已结案" in page.text
    assert "7号" in page.text
    assert 'name="tell"' not in page.text


def test_an_account_is_named_by_its_sign_in_name(desk: Client, admin: Actor) -> None:
    auditor = makers_staff.a_reviewer()
    name = identity.staff_member(admin, staff_id=auditor.person).staff_name
    now = clock.now().astimezone(clock.SHANGHAI)
    desk.post(
        "/console/breaches/new/",
        typed(
            concerned="seen_by",
            account=name,
            since=(now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
            until=now.strftime("%Y-%m-%dT%H:%M"),
        ),
    )

    [row] = reads.breaches(admin)
    assert (row.concerned, row.account) == (Concerned.SEEN_BY, auditor.person)


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"what": ""}, "还没有填写"),
        ({"kinds": []}, "至少选一种"),
        ({"found_at": "昨天"}, "2026-11-23 08:30"),
        ({"found_at": "2099-01-01T00:00"}, "不能晚于现在"),
        ({"concerned": "seen_by"}, "登录名或编号"),
        ({"concerned": "seen_by", "account": "nobody-here"}, "没有这个账号"),
    ],
)
def test_a_slip_is_said_beside_its_field_and_what_was_typed_stays(
    desk: Client, admin: Actor, slip: dict[str, object], said: str
) -> None:
    page = desk.post("/console/breaches/new/", typed(**slip))

    assert page.status_code == 422
    assert said in page.text
    assert "已远程锁定" in page.text
    assert reads.breaches(admin) == []


def test_what_cannot_be_done_yet_is_said_on_the_page(desk: Client, admin: Actor) -> None:
    here = f"/console/breaches/{a_breach(admin)}/"

    page = desk.post(here, {"close": "1", "closing": "好了"})

    assert page.status_code == 409
    assert "还不能结案" in page.text


def test_a_late_one_is_marked_on_the_list_and_on_the_start_page(desk: Client, admin: Actor) -> None:
    a_breach(admin)

    with clockwork.at(clock.now() + timedelta(hours=25)):
        late = browser_of(makers_staff.a_security_admin())
        assert "已超时" in late.get("/console/breaches/").text
        assert "超时" in late.get("/console/").text


def test_an_assessment_is_entered_and_reviewed(desk: Client, admin: Actor) -> None:
    old = an_assessment(admin)
    begun = desk.get(f"/console/assessments/new/?replaces={old}").text
    assert "被强迫刷脸" in begun

    page = desk.post(
        f"/console/assessments/new/?replaces={old}",
        {
            "title": "人脸核对（复评）",
            "kinds": ["portrait"],
            "what": "同上",
            "risks": "同上",
            "measures": "增加了拒绝入口",
            "conclusion": "fit",
            "review_on": f"{clock.today() + timedelta(days=300)}",
        },
        follow=True,
    ).text

    assert "人脸核对（复评）" in page
    assert "已有新的" in page
    assert reads.assessment(admin, assessment_id=old).replaced_by is not None


def test_in_english_too(desk: Client, admin: Actor) -> None:
    desk.cookies["lang"] = "en"
    here: UUID = a_breach(admin)

    assert "To be reported by" in desk.get(f"/console/breaches/{here}/").text
    assert "Found at" in desk.get("/console/breaches/new/").text
    assert "Review by" in desk.get("/console/assessments/new/").text
