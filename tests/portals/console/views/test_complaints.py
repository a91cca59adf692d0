"""Complaints at the department's desk: taken, read, decided, told to both."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.complaints.rules import Matter
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_staff
from tests import makers_complaints as make
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bai() -> Client:
    """An officer of the province's commerce department, at the console."""
    return browser_of(makers_staff.an_officer())


def page(client: Client, app: str, complaint: UUID) -> str:
    return client.get(f"/{app}/complaints/{complaint}/").text


def test_an_officer_takes_it_reads_both_and_decides(
    lin: Actor, hu: Actor, bai: Client, worker_client: Client, consumer_client: Client
) -> None:
    complaint = make.at_desk(lin, hu)
    assert "没有按约定服务" in bai.get("/console/complaints/").text
    closed = bai.get(f"/console/complaints/{complaint}/").text
    assert "领取后才能打开" in closed
    assert make.WORDS not in closed

    opened = bai.post(f"/console/complaints/{complaint}/take/", follow=True).text
    assert make.WORDS in opened
    assert make.ANSWER in opened
    assert makers.NAME in opened
    empty = bai.post(f"/console/complaints/{complaint}/", {"finding": "partly", "words": ""})
    assert empty.status_code == 422
    done = bai.post(
        f"/console/complaints/{complaint}/",
        {"finding": "partly", "words": make.WHY},
        follow=True,
    )

    assert "结果和理由已告诉双方" in done.text
    for client, app in ((worker_client, "worker"), (consumer_client, "consumer")):
        shown = page(client, app, complaint)
        assert make.WHY in shown
        assert "部分成立" in shown
    assert "部分成立" in bai.get("/console/complaints/?show=ended").text


def test_before_the_other_side_was_heard_there_is_no_form(
    lin: Actor, hu: Actor, bai: Client
) -> None:
    complaint = make.a_complaint(lin, hu, matter=Matter.HARM)

    opened = bai.post(f"/console/complaints/{complaint}/take/", follow=True).text

    assert "之后才能作决定" in opened
    refused = bai.post(
        f"/console/complaints/{complaint}/", {"finding": "upheld", "words": "马上定。"}
    )
    assert refused.status_code == 409
    assert "还没有答复" in refused.text


def test_an_officer_steps_back_takes_time_closes_and_lifts_a_hold(
    lin: Actor, hu: Actor, bai: Client
) -> None:
    complaint = make.a_complaint(lin, hu, matter=Matter.HARM)
    to = f"/console/complaints/{complaint}"
    bai.post(f"{to}/take/")
    bai.post(f"{to}/more/", {"why": "等公安机关的结论。"})
    assert "等公安机关的结论。" in bai.get(f"{to}/").text
    assert bai.post(f"{to}/more/", {"why": "再等。"}).status_code == 409
    colleague = makers_staff.an_officer(region="330100")
    assert str(colleague.person) in bai.get(f"{to}/").text
    bai.post(f"{to}/assign/", {"to": str(colleague.person)})
    assert "另一位同事正在办理" in bai.get(f"{to}/").text

    theirs = browser_of(colleague)
    theirs.post(f"{to}/close/", {"why": "死亡证明已核对。"})
    assert "解除保全" in theirs.get(f"{to}/").text
    lifted = theirs.post(f"{to}/lift/", follow=True).text
    assert "解除保全" not in lifted

    again = make.filed(hu, make.row_of(complaint).placement_id, matter=Matter.THEFT)
    bai.post(f"/console/complaints/{again}/take/")
    bai.post(f"/console/complaints/{again}/back/", {"why": "near"})
    assert "您已回避" in bai.get("/console/complaints/").text


def test_lists_with_nothing_say_so(bai: Client) -> None:
    for shown in ("waiting", "mine", "free", "sides", "ended", "nonsense"):
        assert "jx-empty" in bai.get(f"/console/complaints/?show={shown}").text


def test_an_officer_passes_it_on_and_both_read_why(
    lin: Actor, hu: Actor, bai: Client, worker_client: Client, consumer_client: Client
) -> None:
    complaint = make.at_desk(lin, hu)
    bai.post(f"/console/complaints/{complaint}/take/")
    to = f"/console/complaints/{complaint}/pass/"

    nowhere = bai.post(to, {"region": "无此地", "words": "在别处。"})
    assert nowhere.status_code == 422
    assert "没有找到这个地方" in nowhere.text
    here = bai.post(to, {"region": make.HANGZHOU, "words": "在别处。"})
    assert here.status_code == 422
    assert "只能移送一次" in here.text
    done = bai.post(to, {"region": "北京市朝阳区", "words": "服务在北京朝阳。"}, follow=True)

    assert "期限不变" in done.text
    for client, app in ((worker_client, "worker"), (consumer_client, "consumer")):
        shown = page(client, app, complaint)
        assert "移送的理由" in shown
        assert "服务在北京朝阳。" in shown
