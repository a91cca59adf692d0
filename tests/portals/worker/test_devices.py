"""Her PIN, and the devices that are known."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.flows.presence import rules
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.models import Worker
from jiaxin.trust.identity.ports import FaceOutcome
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.authenticator import Authenticator
from tests.portals.conftest import browser_of, code_sent

WAYS = "/worker/ways/"
SET_PIN = f"/worker/pin/?next={WAYS}&otherwise={WAYS}"
ADD_PHONE = f"/worker/passkey/?next={WAYS}&otherwise={WAYS}"
NEW_PIN = {"pin": "314159", "again": "314159"}


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    """Proven by her face; she has no other way."""
    return makers.a_worker(by_face=True)


@pytest.fixture
def her_phone(mei: Actor) -> Client:
    return browser_of(mei)


def frames() -> dict[str, object]:
    return {"frames": [SimpleUploadedFile("0.jpg", b"frame", "image/jpeg")]}


def show_face(client: Client, page: str) -> Any:
    """From a page that asks for a check first, by her face, to where that leads."""
    camera = client.post(page, {"way": "face"}, follow=True)
    return client.post(camera.request["PATH_INFO"], frames(), follow=True)


def here(page: Any) -> str:
    return f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"


def offered(page: Any) -> list[str]:
    return re.findall(r'name="way" value="([^"]+)"', page.text)


@pytest.fixture
def newcomer(outside: makers.Outside) -> Actor:
    return makers.signed_in(App.WORKER, "13800138000")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"pin": "123456", "again": "123456"}, "pin", "太容易被猜到"),
        ({"pin": "27182", "again": "27182"}, "pin", "6 位数字"),
        ({"pin": "271828", "again": "271829"}, "again", "不一样"),
        ({"pin": "", "again": ""}, "pin", "还没有填写"),
    ],
)
def test_a_pin_that_will_not_do_is_said_beside_it(
    newcomer: Actor, typed: dict[str, str], field: str, said: str
) -> None:
    page = browser_of(newcomer).post("/worker/pin/", typed)

    error = page.text.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert said in error
    assert not identity.ways(newcomer).has_pin


def test_a_pin_is_set_and_she_goes_on(newcomer: Actor) -> None:
    done = browser_of(newcomer).post(
        "/worker/pin/?next=/worker/enrol/", {"pin": makers.PIN, "again": makers.PIN}
    )

    assert done["Location"] == "/worker/enrol/"
    assert identity.ways(newcomer).has_pin


def test_a_pin_that_is_set_is_not_replaced_by_whoever_holds_the_phone(
    worker_client: Client,
) -> None:
    page = worker_client.post("/worker/pin/", NEW_PIN)

    assert page.status_code == 403
    assert "先用已有的方式确认是您本人" in page.text


def test_only_the_ways_that_she_has_lead_to_another(her_phone: Client, lin_too: Client) -> None:
    for page in (SET_PIN, ADD_PHONE):
        assert offered(her_phone.get(page)) == ["face"]
        assert offered(lin_too.get(page)) == ["face", "pin"]


@pytest.fixture
def lin_too(outside: makers.Outside) -> Client:
    """Another proven worker, with a PIN."""
    return browser_of(makers.a_worker(phone="13700137000", number=makers.a_number(order=4)))


def test_whoever_reads_her_messages_gets_no_further_than_the_check(
    mei: Actor, outside: makers.Outside
) -> None:
    hijacker = browser_of(makers.signed_in(App.WORKER, "13800138000"))
    outside.faces.outcome = FaceOutcome.OTHER

    for way in ("face", "pin", "passkey", ""):
        page = hijacker.post(SET_PIN, {"way": way}, follow=True)
        assert 'id="new-pin"' not in page.text
        assert page.request["PATH_INFO"].startswith("/worker/presence/")
        assert here(page).partition("?")[0].endswith("/face/") == (way == "face")
    refused = show_face(hijacker, SET_PIN)
    check = refused.request["PATH_INFO"].split("/")[3]
    used = hijacker.post(f"/worker/presence/{check}/use/", follow=True)
    assert 'id="new-pin"' not in used.text
    assert hijacker.post(f"{SET_PIN}&check={check}", NEW_PIN).status_code == 403
    assert hijacker.post(f"{ADD_PHONE}&check={check}", {"credential": "{}"}).status_code == 403

    ways = identity.ways(mei)
    assert (ways.has_pin, ways.passkeys) == (False, 0)


def test_by_her_face_she_sets_a_pin_and_goes_back(mei: Actor, her_phone: Client) -> None:
    page = show_face(her_phone, SET_PIN)
    assert 'id="new-pin"' in page.text

    easy = her_phone.post(here(page), {"pin": "111111", "again": "111111"})
    assert "太容易被猜到" in easy.text
    done = her_phone.post(here(page), NEW_PIN)

    assert done["Location"] == WAYS
    assert identity.ways(mei).has_pin
    assert her_phone.post(here(page), NEW_PIN).status_code == 403


def test_by_her_face_she_adds_a_phone(mei: Actor, her_phone: Client) -> None:
    page = show_face(her_phone, ADD_PHONE)
    options = re.search(r'id="passkey-options"[^>]*>(.*?)</script>', page.text)
    assert options is not None
    device = Authenticator(host="testserver", origin="https://testserver")

    answer = json.dumps(device.make(json.loads(options[1])))
    done = her_phone.post(here(page), {"credential": answer})

    assert done["Location"] == WAYS
    assert identity.ways(mei).passkeys == 1
    assert "登记了 1 台" in her_phone.get(WAYS).text


def test_with_her_pin_and_a_message_she_changes_the_pin(worker_client: Client) -> None:
    asking = worker_client.post(SET_PIN, {"way": "pin"}, follow=True)
    page = worker_client.post(
        asking.request["PATH_INFO"], {"pin": makers.PIN, "code": code_sent()}, follow=True
    )

    assert "原来的密码不能再用" in page.text
    assert worker_client.post(here(page), NEW_PIN)["Location"] == WAYS


def test_who_takes_too_long_shows_herself_again(mei: Actor, her_phone: Client) -> None:
    with clockwork.at(clock.now()) as hands:
        page = show_face(her_phone, SET_PIN)
        hands.move(rules.HOLDS)
        late = her_phone.post(here(page), NEW_PIN)

    assert late.status_code == 403
    assert offered(late) == ["face"]
    assert not identity.ways(mei).has_pin


def test_who_has_no_way_is_sent_to_a_counter(mei: Actor, her_phone: Client) -> None:
    Worker.objects.filter(id=mei.person).update(portrait=None)

    page = her_phone.get(SET_PIN)

    assert offered(page) == []
    assert "现在没有能用的方式，请带身份证到服务台办理" in page.text


def test_to_approve_by_a_pin_that_is_not_set_she_first_shows_her_face(
    mei: Actor, her_phone: Client, hu: Actor
) -> None:
    query = makers.a_query(mei, hu)
    show = {"show": ["identity", "background"]}
    ways = her_phone.post(f"/worker/requests/{query}/", {"way": "", **show}, follow=True)
    assert "要先刷脸，或用已登记的手机解锁" in ways.text

    first = her_phone.post(ways.request["PATH_INFO"], {"way": "pin", **show}, follow=True)
    assert offered(first) == ["face"]
    page = show_face(her_phone, here(first))
    send = her_phone.post(here(page), NEW_PIN, follow=True)
    assert 'id="send-code"' in send.text
    asking = her_phone.post(send.request["PATH_INFO"], {"send": "1", **show}, follow=True)
    typed = {"pin": NEW_PIN["pin"], "code": code_sent(), **show}
    done = her_phone.post(asking.request["PATH_INFO"], typed, follow=True)

    assert "您已同意" in done.text
    assert queries.put_to(mei, query_id=query).state is State.APPROVED


def test_the_list_says_which_ways_are_ready(her_phone: Client) -> None:
    page = her_phone.get(WAYS).text

    for part in ("可以用", "没有设", "没有登记", 'id="make-pin"', 'id="make-passkey"'):
        assert part in page
    assert 'id="my-ways"' in her_phone.get("/worker/").text


def test_while_she_enrols_a_pin_may_be_set_beside_her_face(outside: makers.Outside) -> None:
    lin = makers.matched()
    ways = browser_of(lin).get("/worker/enrol/prove/").text

    assert 'id="set-pin" href="/worker/pin/?next=/worker/enrol/prove/' in ways
    assert 'id="new-pin"' in browser_of(lin).get("/worker/pin/").text


def test_a_consumer_sets_no_pin(consumer_client: Client) -> None:
    assert consumer_client.get("/worker/pin/").status_code == 302
