"""Her pages about her firm."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import Authorised, CodeUse
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import sealer
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.models import OneTimeCode
from tests import makers, makers_firms
from tests import makers_engagements as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def qiao(lin: Actor) -> Actor:
    return make.an_operator(make.a_firm(1))


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    return make.engaged(lin, qiao)


def stands(lin: Actor) -> Authorised | None:
    mine = reads.my_firm(lin)
    return mine.authorised if mine else None


def test_without_a_firm_the_page_says_how_to_join_one(worker_client: Client) -> None:
    page = worker_client.get("/worker/firm/").text

    assert "您现在没有登记在哪家企业" in page


def test_an_invitation_is_accepted_on_her_phone(
    worker_client: Client, lin: Actor, qiao: Actor
) -> None:
    invitation = engagements.invite(qiao, phone="13800138000", trade=Trade.COOKING)
    assert "要您答复" in worker_client.get("/worker/").text
    assert f"{makers_firms.NAME} 邀请您入职" in worker_client.get("/worker/firm/").text

    page = worker_client.post(f"/worker/firm/invited/{invitation}/accept/", follow=True).text

    assert "已登记入职" in page
    assert "企业看不到您的记录" in page


def test_or_declined(worker_client: Client, lin: Actor, qiao: Actor) -> None:
    invitation = engagements.invite(qiao, phone="13800138000", trade=Trade.COOKING)

    page = worker_client.post(f"/worker/firm/invited/{invitation}/decline/", follow=True).text

    assert "已谢绝" in page
    assert stands(lin) is None


def test_the_scanned_code_says_which_firm_before_anything_is_done(
    worker_client: Client, lin: Actor, qiao: Actor
) -> None:
    path = f"/worker/firm/code/{make.a_code(qiao)}/"
    page = worker_client.get(path).text
    assert makers_firms.NAME in page
    assert stands(lin) is None

    assert "已登记入职" in worker_client.post(path, follow=True).text
    assert worker_client.get(path).status_code == 302


def test_a_dead_code_says_what_to_do(worker_client: Client) -> None:
    response = worker_client.get(f"/worker/firm/code/{'0' * 62}/")

    assert response.status_code == 410
    assert "请企业重新打开二维码" in response.text


def test_whoever_scans_and_is_not_signed_in_is_brought_back_afterwards(
    stranger: Client, qiao: Actor
) -> None:
    path = f"/worker/firm/code/{make.a_code(qiao)}/"

    response = stranger.get(path)

    assert response.status_code == 302
    assert path in response["Location"].replace("%2F", "/")


def test_she_reads_the_sheet_and_agrees_by_pin(
    worker_client: Client, lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    engagements.ask(qiao, engagement_ids=[engagement])
    sheet = f"/worker/firm/{engagement}/authorise/"
    page = worker_client.get(sheet).text
    assert makers_firms.NAME in page
    assert "企业查看授权书" in page

    version = consents.newest_version(Kind.FIRM)
    response = worker_client.post(sheet, {"version": version, "way": "pin"})
    check = UUID(response["Location"].split("/")[3])
    code = OneTimeCode.objects.filter(about=check).get().code
    done = worker_client.post(
        response["Location"], {"pin": makers.PIN, "code": code}, follow=True
    ).text

    assert "已授权 30 天" in done
    assert stands(lin) is Authorised.IN_FORCE


def test_a_version_that_is_not_in_force_is_refused_in_words(
    worker_client: Client, lin: Actor, engagement: UUID
) -> None:
    response = worker_client.post(
        f"/worker/firm/{engagement}/authorise/", {"version": "1", "way": "pin"}
    )
    check = UUID(response["Location"].split("/")[3])
    code = OneTimeCode.objects.filter(about=check).get().code
    page = worker_client.post(response["Location"], {"pin": makers.PIN, "code": code})

    assert page.status_code == 409
    assert "授权书刚刚更新了" in page.text
    assert stands(lin) is Authorised.NOT_ASKED


def test_one_tap_takes_back_and_says_so(
    worker_client: Client, lin: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    assert "企业可以查看" in worker_client.get("/worker/firm/").text

    page = worker_client.post(f"/worker/firm/{engagement}/take-back/", follow=True).text

    assert "已撤回，企业马上看不到您的记录" in page


def test_she_says_no_to_what_is_asked(
    worker_client: Client, lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    engagements.ask(qiao, engagement_ids=[engagement])
    assert "企业请您授权查看" in worker_client.get("/worker/firm/").text

    worker_client.post(f"/worker/firm/{engagement}/refuse/")

    assert stands(lin) is Authorised.DECLINED


def test_the_code_of_the_shift_renews_in_one_tap_what_she_gave_before(
    worker_client: Client, lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    path = f"/worker/firm/code/{make.a_code(qiao, CodeUse.RENEW)}/"
    # The first time the sheet comes first.
    assert worker_client.get(path)["Location"].endswith("/authorise/")

    first = make.authorises(lin, engagement)
    assert "续期 30 天" in worker_client.get(path).text
    worker_client.post(path)

    mine = reads.my_firm(lin)
    assert mine is not None
    assert mine.consent not in {None, first}


def test_leaving_says_what_it_does_first(
    worker_client: Client, lin: Actor, engagement: UUID
) -> None:
    page = worker_client.get(f"/worker/firm/{engagement}/leave/").text
    assert "企业看不到您的信用记录" in page
    assert stands(lin) is Authorised.NOT_ASKED

    done = worker_client.post(f"/worker/firm/{engagement}/leave/", follow=True).text

    assert "已办理离职" in done
    assert "以前的企业" in done


def test_who_looked_shows_the_firms_looks_with_a_receipt(
    worker_client: Client, lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    record = engagements.look(qiao, engagement_id=engagement, by=make.BY)
    page = worker_client.get("/worker/looks/").text
    assert f"企业：{makers_firms.NAME}" in page
    assert make.BY in page
    assert "正在查看" in page

    sealer.seal()
    sealer.sign()
    receipt = worker_client.get(f"/worker/looks/firm/{record.look_id}/receipt.json")

    assert receipt.status_code == 200
    assert receipt.json()["line"]["action"] == "engagements.look"
