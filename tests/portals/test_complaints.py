"""The pages of complaints in the three apps: of whoever complains, answers, or mediates."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.flows.complaints import errands, reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.rules import Matter, State
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.rules import PaperFault
from jiaxin.trust.access.actor import Actor
from tests import makers_complaints as make
from tests import makers_desk, makers_placements
from tests.flows.complaints.test_filing import Reader
from tests.makers_desk import Desk
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

SAID = {"charge": "worker/not_as_agreed", "region": "杭州市西湖区", "words": make.WORDS}


@pytest.fixture
def desk(lin: Actor) -> Desk:
    return makers_desk.a_desk(1)


def page(client: Client, app: str, complaint: UUID) -> str:
    return client.get(f"/{app}/complaints/{complaint}/").text


def test_from_the_service_she_is_complained_of_and_answers(
    lin: Actor, hu: Actor, worker_client: Client, consumer_client: Client
) -> None:
    placement = makers_placements.confirmed(lin, hu)
    new = f"/consumer/services/{placement}/complain/"
    assert new in consumer_client.get(f"/consumer/services/{placement}/").text
    form = consumer_client.get(new).text
    assert "请先打 110 报警" in form
    assert "企业 · " not in form

    sent = consumer_client.post(new, SAID, follow=True).text
    assert "等对方答复" in sent
    [mine] = reads.own(hu)
    assert "等您答复" in worker_client.get("/worker/").text
    assert "等您答复" in worker_client.get("/worker/complaints/").text
    assert make.WORDS in page(worker_client, "worker", mine.id)
    answered = worker_client.post(
        f"/worker/complaints/{mine.id}/say/", {"words": make.ANSWER}, follow=True
    )

    assert "主管部门办理中" in answered.text
    assert make.ANSWER in page(consumer_client, "consumer", mine.id)


def test_what_was_typed_wrong_is_said_beside_it(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    placement = makers_placements.confirmed(lin, hu)
    new = f"/consumer/services/{placement}/complain/"

    for wrong in ({"charge": "firm/fees"}, {"region": "月亮上"}, {"words": " "}, {"region": ""}):
        answer = consumer_client.post(new, SAID | wrong)
        assert answer.status_code == 422
        assert "jx-wrong" in answer.text
    assert reads.own(hu) == []


def test_what_was_never_confirmed_says_so(lin: Actor, hu: Actor, consumer_client: Client) -> None:
    placement = makers_placements.proposed(lin, hu)

    answer = consumer_client.get(f"/consumer/services/{placement}/complain/")

    assert answer.status_code == 409
    assert "双方没有都确认" in answer.text


def test_what_may_be_a_crime_says_110_and_is_held(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    complaint = make.a_complaint(lin, hu, matter=Matter.THEFT)

    shown = page(consumer_client, "consumer", complaint)

    assert "tel:110" in shown
    assert "材料已保全" in shown


def test_evidence_comes_in_as_pictures_and_a_web_page_not_at_all(
    lin: Actor, hu: Actor, consumer_client: Client, worker_client: Client
) -> None:
    complaint = make.a_complaint(lin, hu)
    to = f"/consumer/complaints/{complaint}/attach/"
    errands.join(Reader())
    photo = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff a photo", content_type="image/jpeg")

    assert "已经收到您的材料" in consumer_client.post(to, {"file": photo}, follow=True).text
    [piece] = reads.own_one(hu, complaint_id=complaint).brought
    picture = f"complaints/{complaint}/{piece.id}/1.jpg"
    assert consumer_client.get(f"/consumer/{picture}")["Content-Type"] == "image/jpeg"
    assert worker_client.get(f"/worker/{picture}").status_code == 404

    errands.join(Reader(PaperFault.NOT_READABLE))
    film = SimpleUploadedFile("a.html", b"<html>", content_type="text/html")
    refused = consumer_client.post(to, {"file": film})
    assert refused.status_code == 422
    assert "jx-wrong" in refused.text
    errands.join(None)


def test_her_firm_mediates_and_both_agree(
    lin: Actor, hu: Actor, desk: Desk, worker_client: Client, consumer_client: Client
) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, desk.operator))
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)
    browser = browser_of(desk.operator)
    assert "请我方调解的" in browser.get("/firm/complaints/").text
    to = f"/firm/complaints/{complaint}"

    browser.post(f"{to}/say/", {"words": "少做的三小时补上。"})
    assert "您同意吗" in page(consumer_client, "consumer", complaint)
    yes = {"answer": "yes"}
    waiting = consumer_client.post(f"/consumer/complaints/{complaint}/agree/", yes, follow=True)
    assert "等对方答复" in waiting.text
    worker_client.post(f"/worker/complaints/{complaint}/agree/", yes)

    assert "双方和解" in browser.get(f"{to}/").text


def test_a_no_brings_it_to_the_department(lin: Actor, hu: Actor, desk: Desk) -> None:
    complaint = make.filed(hu, make.by_firm(lin, hu, desk.operator))
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)
    complaints.propose(desk.operator, complaint_id=complaint, words="道歉。")

    browser_of(hu).post(f"/consumer/complaints/{complaint}/agree/", {"answer": "no"})

    assert make.row_of(complaint).state == State.AT_DESK


def test_taken_back_it_is_over(lin: Actor, hu: Actor, consumer_client: Client) -> None:
    complaint = make.a_complaint(lin, hu)

    done = consumer_client.post(f"/consumer/complaints/{complaint}/withdraw/", follow=True)

    assert "已撤回" in done.text
    assert 'id="withdraw"' not in done.text


def test_she_complains_of_the_family_too(lin: Actor, hu: Actor, worker_client: Client) -> None:
    placement = makers_placements.confirmed(lin, hu)

    worker_client.post(
        f"/worker/services/{placement}/complain/",
        SAID | {"charge": "family/harassment", "words": "打电话骚扰，号码 13900139000。"},
    )

    [theirs] = reads.own(hu)
    assert (theirs.against, theirs.is_held) == (Side.FAMILY, True)
    assert "13900139000" not in theirs.said[0].words


def test_lists_with_nothing_say_so(desk: Desk, worker_client: Client) -> None:
    assert "没有投诉" in worker_client.get("/worker/complaints/").text
    assert "没有投诉" in browser_of(desk.owner).get("/firm/complaints/").text


def test_each_side_reads_whose_turn_it_is_and_finds_it_from_the_service(
    lin: Actor, hu: Actor, worker_client: Client, consumer_client: Client
) -> None:
    placement = makers_placements.confirmed(lin, hu)
    complaint = make.filed(hu, placement)

    hers, theirs = (
        page(worker_client, "worker", complaint),
        page(consumer_client, "consumer", complaint),
    )

    assert "等您答复" in hers
    assert "家庭投诉您" in hers
    assert "等对方答复" not in hers
    assert "等对方答复" in theirs
    assert "您投诉服务员" in theirs
    assert "您现在不用做什么" in theirs
    for browser, app in ((worker_client, "worker"), (consumer_client, "consumer")):
        service = browser.get(f"/{app}/services/{placement}/").text
        assert f"/{app}/complaints/{complaint}/" in service
