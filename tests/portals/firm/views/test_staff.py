"""The firm's pages about its staff."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import Authorised, Invited
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sealer
from tests import makers, makers_desk
from tests import makers_engagements as make
from tests.makers_desk import Desk
from tests.makers_facts import the
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lin: Actor) -> Desk:
    return makers_desk.a_desk(1)


@pytest.fixture
def browser(desk: Desk) -> Client:
    return browser_of(desk.operator)


@pytest.fixture
def engagement(lin: Actor, desk: Desk) -> UUID:
    return make.engaged(lin, desk.operator)


@pytest.fixture
def elsewhere(lin: Actor) -> Client:
    """At the desk of another firm."""
    return browser_of(makers_desk.a_desk(2).operator)


def test_an_empty_board_says_how_to_begin(browser: Client) -> None:
    assert "还没有登记员工" in browser.get("/firm/staff/").text


def test_the_board_lists_her_and_asks_her(browser: Client, lin: Actor, engagement: UUID) -> None:
    page = browser.get("/firm/staff/").text
    assert makers.NAME in page
    assert "没有请求过" in page

    done = browser.post("/firm/staff/ask/", {"who": [str(engagement), "no id"]}, follow=True).text

    assert "已向 1 人发出请求" in done
    assert "等她答复" in done


def test_one_press_asks_all_who_are_due(browser: Client, lin: Actor, engagement: UUID) -> None:
    assert "短信请全部 1 位" in browser.get("/firm/staff/?show=due").text

    browser.post("/firm/staff/ask/", {"due": "1"})

    mine = reads.my_firm(lin)
    assert mine is not None
    assert mine.authorised is Authorised.WAITING


@pytest.mark.parametrize(
    ("asked", "there"),
    [("?trade=housekeeping", True), ("?trade=cooking", False), ("?show=in_force", False)],
)
def test_the_board_is_filtered(
    browser: Client, lin: Actor, engagement: UUID, asked: str, there: bool
) -> None:
    assert (makers.NAME in browser.get(f"/firm/staff/{asked}").text) is there


def test_an_invitation_is_sent_with_the_same_answer_for_every_number(
    browser: Client, desk: Desk, lin: Actor
) -> None:
    for phone in ("13800138000", "13712345678"):
        said = {"phone": phone, "trade": "cooking"}
        assert "已发送" in browser.post("/firm/staff/invite/", said, follow=True).text

    assert [one.state for one in reads.invitations(desk.operator)] == [Invited.SENT] * 2
    assert "137****5678" in browser.get("/firm/staff/invite/").text


def test_a_number_that_is_none_stays_in_its_field(browser: Client) -> None:
    response = browser.post("/firm/staff/invite/", {"phone": "12", "trade": ""})

    assert response.status_code == 422
    assert "请选一个工种" in response.text


def test_an_invitation_is_taken_back(browser: Client, desk: Desk, lin: Actor) -> None:
    one = engagements.invite(desk.operator, phone="13800138000", trade=Trade.COOKING)

    browser.post(f"/firm/staff/invite/{one}/back/")

    assert reads.my_invitations(lin) == []


def test_the_code_on_show_leads_her_phone_to_the_firm(browser: Client, lin: Actor) -> None:
    response = browser.get("/firm/staff/code/?trade=cooking")
    assert "入职二维码" in response.text
    address = response.context["address"]

    page = browser_of(lin).get(address.partition("testserver")[2]).text

    assert "家庭厨师" in page
    assert "续期二维码" in browser.get("/firm/staff/code/?use=renew").text


def test_the_record_is_shown_with_watermark_and_kept_nowhere(
    browser: Client, desk: Desk, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    assert "查看信用记录" in browser.get(f"/firm/staff/{engagement}/").text

    response = browser.get(f"/firm/staff/{engagement}/record/")

    assert response.status_code == 200
    assert makers.NAME in response.text
    assert "jx-watermark" in response.text
    assert "no-store" in response["Cache-Control"]
    assert "data-live" in response.text
    [seen] = reads.firm_looks(lin)
    assert seen.loads == 1


def test_a_browser_that_fetches_ahead_looks_at_nothing(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)

    ahead = browser.get(f"/firm/staff/{engagement}/record/", headers={"Sec-Purpose": "prefetch"})

    assert ahead.status_code == 204
    assert reads.firm_looks(lin) == []


def test_without_her_authorisation_there_is_nothing_to_see(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    response = browser.get(f"/firm/staff/{engagement}/record/")

    assert response.status_code == 403
    assert "看不到信用记录" in response.text
    assert "公安数据源" not in response.text


def test_an_open_page_is_sent_away_the_moment_it_ends(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    page = browser.get(f"/firm/staff/{engagement}/record/")
    state = f"/firm/staff/{engagement}/state/?on={page.context['on']}"
    assert "HX-Redirect" not in browser.get(state)

    engagements.take_back(lin, engagement_id=engagement)

    assert browser.get(state)["HX-Redirect"] == f"/firm/staff/{engagement}/over/"
    over = browser.get(f"/firm/staff/{engagement}/over/").text
    assert "这次查看已经结束" in over
    assert makers.NAME not in over


def test_another_firms_worker_is_as_unknown_as_nobody(
    browser: Client, elsewhere: Client, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    for page in ("", "record/", "release/", "supply/training/"):
        theirs = elsewhere.get(f"/firm/staff/{engagement}/{page}")
        nobody = elsewhere.get(f"/firm/staff/{new_id()}/{page}")
        assert theirs.status_code == nobody.status_code == 404
        assert makers.NAME not in theirs.text
    assert "HX-Redirect" in elsewhere.get(f"/firm/staff/{engagement}/state/")
    assert makers.NAME not in elsewhere.get("/firm/staff/").text


def test_she_is_released_after_one_more_look(browser: Client, lin: Actor, engagement: UUID) -> None:
    path = f"/firm/staff/{engagement}/release/"
    assert "马上看不到她的信用记录" in browser.get(path).text

    assert "已办理离职" in browser.post(path, follow=True).text

    assert reads.my_firm(lin) is None


def test_work_with_minors_is_marked(browser: Client, lin: Actor, engagement: UUID) -> None:
    browser.post(f"/firm/staff/{engagement}/mark/", {"with_minors": "yes"})

    assert "涉未成年人" in browser.get("/firm/staff/").text


def test_training_is_supplied_and_waits_for_her(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    path = f"/firm/staff/{engagement}/supply/training/"
    said = {"course": "母婴护理", "issuer": "样例学校", "on": "2026-05-01", "passed": "on"}

    assert "已提交" in browser.post(path, said, follow=True).text

    assert the(lin, kinds.TRAINING).content["course"] == "母婴护理"


def test_what_the_record_refuses_stands_beside_its_field(
    browser: Client, lin: Actor, engagement: UUID
) -> None:
    path = f"/firm/staff/{engagement}/supply/insurance/"
    said = {
        "cover": "accident",
        "insurer": "样例财险",
        "policy_no": "P-1",
        "since": "2026-05-01",
        "until": "2026-04-01",
    }

    response = browser.post(path, said)

    assert response.status_code == 422
    assert "日期前后不对" in response.text


def test_whoever_looked_has_the_receipt_and_nobody_else(
    browser: Client, desk: Desk, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    browser.get(f"/firm/staff/{engagement}/record/")
    [seen] = reads.firm_looks(lin)
    sealer.seal()
    sealer.sign()
    path = f"/firm/staff/{engagement}/looks/{seen.id}/receipt.json"

    assert browser.get(path).status_code == 200
    assert browser_of(desk.owner).get(path).status_code == 404
