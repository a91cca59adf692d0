"""The ways of showing that it is she, as pages."""

import pytest
from django.test import Client

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import FACE_TRIES, Use
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import State
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import FaceOutcome, ProviderDown
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.portals.conftest import browser_of


@pytest.fixture
def check(lin: Actor, hu: Actor) -> str:
    """A check that is asked for, to approve a request."""
    query = makers.a_query(lin, hu)
    return str(presence.begin(lin, use=Use.APPROVE, about_id=query))


def test_the_ways_stand_side_by_side(worker_client: Client, check: str) -> None:
    page = worker_client.get(f"/worker/presence/{check}/").text

    for way in ("face", "passkey", "pin"):
        assert f'name="way" value="{way}"' in page


def test_the_turn_of_the_head_is_the_checks_own(
    lin: Actor, worker_client: Client, check: str
) -> None:
    page = worker_client.get(f"/worker/presence/{check}/face/").text

    assert 'data-turn="left"' in page or 'data-turn="right"' in page


def test_a_face_process_that_is_away_offers_another_way(
    outside: makers.Outside, worker_client: Client, check: str
) -> None:
    outside.faces.trouble = ProviderDown()

    page = worker_client.post(f"/worker/presence/{check}/face/", {"frames": []})

    assert page.status_code == 503
    assert "人脸核对暂时用不了" in page.text


def test_after_the_last_try_she_is_led_back_to_the_request(
    outside: makers.Outside, worker_client: Client, check: str
) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    for _ in range(FACE_TRIES):
        worker_client.post(f"/worker/presence/{check}/face/")

    over = worker_client.post(f"/worker/presence/{check}/face/", follow=True)

    assert "刚才的验证已过时" in over.text


def test_while_she_enrols_a_device_that_is_not_known_is_made_known_first(
    outside: makers.Outside,
) -> None:
    newcomer = makers.signed_in(App.WORKER, "13800138000")
    check = presence.begin(newcomer, use=Use.ENROL, about_id=newcomer.person)

    page = browser_of(newcomer).get(f"/worker/presence/{check}/passkey/", follow=True)

    assert page.request["PATH_INFO"] == "/worker/passkey/"
    assert 'id="passkey-options"' in page.text
    assert f"/worker/presence/{check}/" in page.text


def test_to_approve_by_a_device_that_is_not_known_she_first_shows_that_it_is_she(
    worker_client: Client, check: str
) -> None:
    page = worker_client.get(f"/worker/presence/{check}/passkey/?show=background", follow=True)

    assert page.request["PATH_INFO"] == "/worker/passkey/"
    assert 'id="passkey-options"' not in page.text
    assert 'value="face"' in page.text
    assert f"/worker/presence/{check}/?show=background" in page.text


@pytest.mark.parametrize("answer", ["", "no json", "[]", '{"id": "AAAA"}'])
def test_what_is_no_answer_of_a_device_is_refused(outside: makers.Outside, answer: str) -> None:
    newcomer = browser_of(makers.signed_in(App.WORKER, "13800138000"))
    newcomer.get("/worker/passkey/")

    page = newcomer.post("/worker/passkey/", {"credential": answer})

    assert page.status_code == 422
    assert "没有通过设备验证" in page.text


def test_a_check_of_another_sign_in_opens_nothing(hu: Actor, lin: Actor, check: str) -> None:
    elsewhere = browser_of(makers.signed_in(App.WORKER, "13800138000"))

    page = elsewhere.post(f"/worker/presence/{check}/use/", follow=True)

    assert "您已同意" not in page.text
    assert [one.state for one in queries.waiting_for(lin)] == [State.ASKED]


def test_the_check_of_another_person_is_not_there(check: str) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4))

    assert browser_of(other).get(f"/worker/presence/{check}/").status_code == 410
