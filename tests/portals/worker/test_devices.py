"""Her PIN, and the devices that are known."""

import pytest
from django.test import Client

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.portals.conftest import browser_of


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
    page = worker_client.post("/worker/pin/", {"pin": "314159", "again": "314159"})

    assert page.status_code == 409
    assert "办事密码已经设过了" in page.text


def test_a_consumer_sets_no_pin(consumer_client: Client) -> None:
    assert consumer_client.get("/worker/pin/").status_code == 302
