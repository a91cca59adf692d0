"""The counter: the officer finds the person and the service, and files what she is told."""

import pytest
from django.test import Client

from jiaxin.flows.complaints import reads
from jiaxin.flows.corrections.rules import Means
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_placements, makers_staff
from tests import makers_complaints as make
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

FAMILY = {
    "about": "family",
    "name": "",
    "number": makers_placements.HUS,
    "means": "phone",
    "agreed_by": "来电登记 7 号",
}
WORKER = {
    "about": "worker",
    "name": makers.NAME,
    "number": makers.a_number(),
    "means": "counter",
    "agreed_by": "签字表第 12 号",
}
CHARGE = {"charge": "worker/not_as_agreed", "region": "杭州市西湖区", "words": make.WORDS}


@pytest.fixture
def bai(outside: makers.Outside) -> Client:
    return browser_of(makers_staff.an_officer())


def test_a_family_calls_and_it_is_filed_in_its_name(
    bai: Client, lin: Actor, hu: Actor, consumer_client: Client, worker_client: Client
) -> None:
    served = makers_placements.confirmed(lin, hu)
    assert "/console/complaints/help/" in bai.get("/console/complaints/").text

    found = bai.post("/console/complaints/help/", FAMILY)["Location"]
    page = bai.get(found).text
    assert "投诉这一段" in page
    assert makers.NAME not in page
    to = f"{found}{served}/"
    assert bai.post(to, CHARGE | {"words": ""}).status_code == 422
    done = bai.post(to, CHARGE, follow=True)

    assert "已代为提交" in done.text
    [mine] = reads.own(hu)
    assert (mine.means, mine.said[0].words) == (Means.PHONE, make.WORDS)
    shown = consumer_client.get(f"/consumer/complaints/{mine.id}/").text
    assert "电话代为提出" in shown
    assert "来电登记 7 号" in shown
    assert "来电登记 7 号" not in worker_client.get(f"/worker/complaints/{mine.id}/").text


def test_a_worker_comes_in_and_is_found_by_her_card(bai: Client, lin: Actor, hu: Actor) -> None:
    served = makers_placements.confirmed(lin, hu)

    found = bai.post("/console/complaints/help/", WORKER)["Location"]
    bai.post(f"{found}{served}/", CHARGE | {"charge": "family/fees"})

    assert len(reads.own(lin)) == 1


def test_without_a_service_it_says_so(bai: Client, lin: Actor) -> None:
    found = bai.post("/console/complaints/help/", WORKER)["Location"]

    assert "没有双方都确认过的服务" in bai.get(found).text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"number": "13511135111"}, 404),
        ({"number": "12345"}, 422),
        ({"agreed_by": ""}, 422),
        ({"means": "online"}, 422),
    ],
)
def test_nobody_is_found_by_half(
    bai: Client, hu: Actor, typed: dict[str, str], status: int
) -> None:
    assert bai.post("/console/complaints/help/", FAMILY | typed).status_code == status


def test_the_help_of_another_officer_leads_nowhere(bai: Client, lin: Actor, hu: Actor) -> None:
    found = bai.post("/console/complaints/help/", WORKER)["Location"]
    other = browser_of(makers_staff.an_officer())

    assert other.get(found).status_code == 404
