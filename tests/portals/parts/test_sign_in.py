"""Signing in by phone and code, in either app."""

import pytest
from django.test import Client

from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.models import OneTimeCode
from tests import makers

PHONE = "139 0013 9000"


def begin(client: Client, app: str = "consumer", **more: str) -> None:
    client.post(f"/{app}/sign-in/", {"phone": PHONE, **more})


def sent_code() -> str:
    return str(OneTimeCode.objects.latest("sent_at").code)


def session_of(client: Client, app: str) -> dict[str, object]:
    client.cookies["sessionid"] = client.cookies[f"jx_{app}"].value
    return dict(client.session)


@pytest.mark.parametrize("app", ["worker", "consumer"])
def test_a_phone_and_its_code_sign_in(outside: makers.Outside, stranger: Client, app: str) -> None:
    begin(stranger, app)
    page = stranger.get(f"/{app}/sign-in/code/")
    assert "139****9000" in page.text
    assert "13900139000" not in page.text

    done = stranger.post(f"/{app}/sign-in/code/", {"code": sent_code()})

    assert done["Location"] == f"/{app}/"
    assert SIGN_IN in session_of(stranger, app)


def test_the_session_between_the_pages_holds_no_phone_and_no_code(stranger: Client) -> None:
    begin(stranger)

    kept = str(session_of(stranger, "consumer"))

    assert "9000" not in kept.replace("-", "x")
    assert sent_code() not in kept


def test_digits_of_any_keyboard_are_taken(stranger: Client) -> None:
    begin(stranger)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in sent_code())

    done = stranger.post("/consumer/sign-in/code/", {"code": f" {wide[:3]} {wide[3:]} "})

    assert done.status_code == 302


@pytest.mark.parametrize("typed", ["", "123", "abcdef"])
def test_what_can_be_no_code_is_said_beside_the_field(stranger: Client, typed: str) -> None:
    begin(stranger)

    page = stranger.post("/consumer/sign-in/code/", {"code": typed})

    assert page.status_code == 422
    assert 'id="id_code_error"' in page.text


def test_a_wrong_code_is_refused_and_the_right_one_still_works(stranger: Client) -> None:
    begin(stranger)
    right = sent_code()
    wrong = f"{(int(right) + 1) % 10**6:06}"

    page = stranger.post("/consumer/sign-in/code/", {"code": wrong})

    assert page.status_code == 422
    assert "验证码不对或已过期" in page.text
    assert stranger.post("/consumer/sign-in/code/", {"code": right}).status_code == 302


def test_after_five_wrong_codes_the_right_one_is_refused_too(stranger: Client) -> None:
    begin(stranger)
    right = sent_code()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        stranger.post("/consumer/sign-in/code/", {"code": wrong})

    page = stranger.post("/consumer/sign-in/code/", {"code": right})

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0


@pytest.mark.parametrize("phone", ["", "12345", "+852 123"])
def test_what_is_no_phone_is_said_beside_the_field(
    outside: makers.Outside, stranger: Client, phone: str
) -> None:
    page = stranger.post("/consumer/sign-in/", {"phone": phone})

    assert page.status_code == 422
    assert 'id="id_phone_error"' in page.text
    assert not OneTimeCode.objects.exists()


def test_another_code_can_be_sent(stranger: Client) -> None:
    begin(stranger)
    first = sent_code()

    page = stranger.post("/consumer/sign-in/code/", {"resend": "1"}, follow=True)

    assert "新的验证码已发出" in page.text
    assert OneTimeCode.objects.count() == 2
    assert stranger.post("/consumer/sign-in/code/", {"code": sent_code()}).status_code == 302
    assert first


def test_codes_are_sent_a_few_times_only(outside: makers.Outside, stranger: Client) -> None:
    for _ in range(4):
        begin(stranger)

    page = stranger.post("/consumer/sign-in/", {"phone": PHONE})

    assert page.status_code == 429
    assert "操作太频繁了" in page.text


def test_signing_in_leads_on_to_where_one_was_going(stranger: Client) -> None:
    begin(stranger, next="/consumer/photo/")

    done = stranger.post("/consumer/sign-in/code/", {"code": sent_code()})

    assert done["Location"] == "/consumer/photo/"


@pytest.mark.parametrize(
    "way",
    [
        "https://elsewhere.example/consumer/",
        "//elsewhere.example/consumer/",
        "/worker/",
        "/consumer/sign-out/",
        "javascript:alert(1)",
    ],
)
def test_no_other_place_can_be_led_on_to(stranger: Client, way: str) -> None:
    begin(stranger, next=way)

    done = stranger.post("/consumer/sign-in/code/", {"code": sent_code()})

    assert done["Location"] == "/consumer/"


def test_a_code_page_without_a_phone_goes_back(stranger: Client, outside: makers.Outside) -> None:
    answer = stranger.get("/consumer/sign-in/code/")

    assert answer["Location"].startswith("/consumer/sign-in/")


def test_whoever_is_signed_in_is_led_on(consumer_client: Client) -> None:
    assert consumer_client.get("/consumer/sign-in/")["Location"] == "/consumer/"


def test_signing_in_to_one_app_is_not_signing_in_to_the_other(consumer_client: Client) -> None:
    assert consumer_client.get("/worker/")["Location"].startswith("/worker/sign-in/")


def test_signing_out_ends_the_sign_in_on_the_server_too(hu: Actor, consumer_client: Client) -> None:
    kept = consumer_client.cookies["jx_consumer"].value

    consumer_client.post("/consumer/sign-out/")

    consumer_client.cookies["jx_consumer"] = kept
    assert consumer_client.get("/consumer/").status_code == 302


def test_a_link_signs_nobody_out(consumer_client: Client) -> None:
    assert consumer_client.get("/consumer/sign-out/").status_code == 405
