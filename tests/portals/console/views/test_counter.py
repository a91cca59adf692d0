"""The counter: the officer finds the person and the entry, and files what she is told."""

import pytest
from django.test import Client

from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections.rules import Means
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_corrections, makers_staff
from tests.makers_corrections import WORDS, a_training
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

WHO = {
    "about": "worker",
    "name": makers.NAME,
    "number": makers.a_number(),
    "means": "counter",
    "agreed_by": "签字表第 12 号",
}
FILED = {"claim": "wrong", "words": WORDS, "version": "1"}


@pytest.fixture
def bai(outside: makers.Outside) -> Client:
    return browser_of(makers_staff.an_officer())


def test_it_is_filed_in_her_name(bai: Client, lin: Actor) -> None:
    line = a_training(lin)

    found = bai.post("/console/counter/", WHO)["Location"]
    page = bai.get(found).text
    assert "母婴护理" in page
    path, _, about = found.partition("?")
    sent = bai.post(f"{path}{line}/?{about}", FILED)

    assert sent["Location"] == "/console/corrections/?done=filed"
    [mine] = reads.own(lin)
    assert (mine.means, mine.words) == (Means.COUNTER, WORDS)
    assert "已有异议" in bai.get(found).text
    assert len(reads.officer_looks(lin)) == 1


def test_a_firm_calls_in(bai: Client, outside: makers.Outside) -> None:
    owner, code, line = makers_corrections.a_penalised_firm()
    who = WHO | {"about": "firm", "name": "", "number": code, "means": "phone"}

    path, _, about = bai.post("/console/counter/", who)["Location"].partition("?")
    bai.post(f"{path}{line}/?{about}", FILED)

    assert [mine.line for mine in reads.own(owner)] == [line]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"name": "别人"}, 404),
        ({"number": "330106197903140024"}, 422),
        ({"agreed_by": ""}, 422),
        ({"means": "online"}, 422),
    ],
)
def test_nobody_is_found_by_half(
    bai: Client, lin: Actor, typed: dict[str, str], status: int
) -> None:
    answer = bai.post("/console/counter/", WHO | typed)

    assert answer.status_code == status
    assert "签字表" in answer.text or "agreed_by" in typed
