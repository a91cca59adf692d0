"""The desk for records of those who died: taken in by one officer, decided by another."""

from datetime import timedelta

import pytest
from django.test import Client

from jiaxin.flows.rights import rules
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import clockwork, makers, makers_staff
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

TYPED = {
    "name": makers.NAME,
    "number": makers.a_number(),
    "kin": "女儿，王某",
    "evidence": "死亡证明第 12 号",
}


@pytest.fixture
def bai(lin: Actor) -> Client:
    return browser_of(makers_staff.an_officer())


def test_one_takes_it_in_another_closes_it(bai: Client, lin: Actor) -> None:
    assert bai.post("/console/closings/new/", TYPED)["Location"].endswith("?done=asked")
    page = bai.get("/console/closings/").text
    assert makers.NAME not in page
    here = page.partition('href="/console/closings/')[2].partition("new/")[2]
    here = "/console/closings/" + here.partition('href="/console/closings/')[2].partition('"')[0]
    assert "由另一位经办人决定" in bai.get(here).text
    assert 'value="close"' not in bai.get(here).text

    with clockwork.at(clock.now() + rules.OBJECT_WITHIN + timedelta(minutes=1)):
        cen = browser_of(makers_staff.an_officer())
        assert 'value="close"' in cen.get(here).text
        assert cen.post(here, {"act": "close"}).status_code == 422
        done = cen.post(here, {"act": "close", "why": "证明齐全。"})
        assert done["Location"].endswith("?done=closed")
        assert "已关闭" in cen.get("/console/closings/").text

    assert identity.is_erased(lin.person)


def test_what_does_not_fit_is_said_and_kept(bai: Client, lin: Actor) -> None:
    for wrong in ({"name": "别人"}, {"number": "330106197903140024"}, {"evidence": ""}):
        answer = bai.post("/console/closings/new/", TYPED | wrong)

        assert answer.status_code in {404, 422}
        assert "女儿，王某" in answer.text


def test_she_says_that_she_is_here(bai: Client, lin: Actor, worker_client: Client) -> None:
    bai.post("/console/closings/new/", TYPED)
    assert "有人申请关闭您的记录" in worker_client.get("/worker/").text

    worker_client.post("/worker/rights/closing/here/")

    assert "有人申请关闭您的记录" not in worker_client.get("/worker/").text
    assert "本人否认" in bai.get("/console/closings/").text
