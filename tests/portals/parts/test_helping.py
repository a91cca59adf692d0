"""The counter at both desks: what the helper types, what she is shown, what she is not."""

import pytest
from django.test import Client

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import State
from jiaxin.flows.remote import reads
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.models import OneTimeCode
from tests import makers, makers_desk, makers_staff
from tests.makers_remote import a_card, asked_by_card
from tests.portals.conftest import browser_of

WHO = {"name": makers.NAME, "number": makers.a_number(), "means": "counter"}


@pytest.fixture
def desk(lin: Actor) -> Client:
    return browser_of(makers_desk.a_desk().operator)


def newest_code() -> str:
    return str(OneTimeCode.objects.order_by("-sent_at")[0].code)


def test_she_approves_at_a_firms_counter(lin: Actor, hu: Actor, desk: Client) -> None:
    query = asked_by_card(lin, hu)
    here = desk.post("/firm/help/", WHO)["Location"]
    page = desk.get(here).text
    assert "胡女士" in page
    assert makers.NAME not in page.partition("<main")[2]
    sheet = f"{here}{query}/"
    desk.post(sheet, {"send": "1"})
    assert "请把键盘交给她本人" in desk.get(sheet).text

    done = desk.post(sheet, {"pin": makers.PIN, "code": newest_code(), "show": ["training"]})

    assert done["Location"] == f"{here}?done=approved"
    asked = queries.asked_by(hu, query_id=query)
    assert asked.state is State.APPROVED
    assert asked.allowed_sections == ("identity", "training")
    assert "她已同意" in desk.get(done["Location"]).text


def test_a_wrong_pin_stands_beside_its_field_and_ticks_stay(
    lin: Actor, hu: Actor, desk: Client
) -> None:
    query = asked_by_card(lin, hu)
    sheet = f"{desk.post('/firm/help/', WHO)['Location']}{query}/"
    desk.post(sheet, {"send": "1"})

    answer = desk.post(sheet, {"pin": "000000", "code": newest_code(), "show": ["training"]})

    assert answer.status_code == 422
    assert 'value="training" checked' in answer.text
    assert 'value="exam" checked' not in answer.text
    assert queries.asked_by(hu, query_id=query).state is State.ASKED


def test_she_refuses_there(lin: Actor, hu: Actor, desk: Client) -> None:
    query = asked_by_card(lin, hu)
    here = desk.post("/firm/help/", WHO)["Location"]

    desk.post(f"{here}{query}/", {"decline": "1"})

    assert queries.asked_by(hu, query_id=query).state is State.DECLINED


def test_an_officer_makes_a_card_and_switches_messages_on(lin: Actor) -> None:
    bai = browser_of(makers_staff.an_officer())
    here = bai.post("/console/help/", WHO)["Location"]
    bai.post(here, {"send": "1"})
    made = bai.post(here, {"pin": makers.PIN, "code": newest_code(), "act": "card", "name": "1"})
    card = bai.get(made["Location"]).text
    assert makers.NAME in card
    assert "证书编号" in card

    bai.post(here, {"send": "1"})
    bai.post(here, {"pin": makers.PIN, "code": newest_code(), "act": "reply"})
    assert reads.answers_by_message(lin.person)


def test_a_lost_card_is_cancelled_on_the_telephone(lin: Actor, desk: Client) -> None:
    a_card(lin)
    here = desk.post("/firm/help/", WHO | {"means": "phone"})["Location"]
    page = desk.get(here).text
    assert 'id="waiting"' not in page

    desk.post(here, {"cancel": "1"})

    assert certificates.my_card(lin) is None
    assert "没有正在使用的卡" in desk.get(here).text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"name": "别人"}, 404),
        ({"number": "330106197903140024"}, 422),
        ({"means": ""}, 422),
        ({"name": ""}, 422),
    ],
)
def test_nobody_is_found_by_half(
    lin: Actor, desk: Client, typed: dict[str, str], status: int
) -> None:
    answer = desk.post("/firm/help/", WHO | typed)

    assert answer.status_code in {status, 422}
    assert "Location" not in answer


def test_a_reviewer_has_no_counter(lin: Actor) -> None:
    assert browser_of(makers_staff.a_reviewer()).get("/console/help/").status_code == 404
