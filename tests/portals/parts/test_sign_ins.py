"""Where one is signed in, in either app: a new device is told, and can be put out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from jiaxin.trust.identity.models import OneTimeCode, SignIn
from jiaxin.trust.identity.rules import PHONE_SIGN_IN_LASTS
from tests import clockwork

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
PHONE = "13900139000"
THEFT = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile"}


def sign_in(client: Client, app: str) -> None:
    client.post(f"/{app}/sign-in/", {"phone": PHONE})
    code = OneTimeCode.objects.latest("sent_at").code
    assert client.post(f"/{app}/sign-in/code/", {"code": code}).status_code == 302


@pytest.mark.parametrize("app", ["worker", "consumer"])
def test_a_new_device_is_told_where_she_is_and_put_out_from_there(app: str) -> None:
    hers, anothers = Client(), Client(headers=THEFT)
    sign_in(hers, app)
    assert "新设备" not in hers.get(f"/{app}/", follow=True).text

    sign_in(anothers, app)

    listed = hers.get(f"/{app}/sign-ins/").text
    assert "Chrome, Android" in listed
    assert listed.count("新设备") == 1
    end = re.search(rf"/{app}/sign-ins/[0-9a-f-]{{36}}/end/", listed)
    assert end
    assert hers.post(end[0])["Location"] == f"/{app}/sign-ins/"
    assert anothers.get(f"/{app}/sign-ins/").status_code == 302
    assert "新设备" not in hers.get(f"/{app}/sign-ins/").text


def test_the_first_page_tells_of_it_for_three_days() -> None:
    with clockwork.at(NOON) as hands:
        hers, anothers = Client(), Client(headers=THEFT)
        sign_in(hers, "consumer")
        hands.move(timedelta(minutes=2))
        sign_in(anothers, "consumer")

        assert "在一台新设备（Chrome, Android）上登录" in hers.get("/consumer/").text
        assert "新设备" not in anothers.get("/consumer/").text
        hands.move(timedelta(days=3))
        assert "新设备" not in hers.get("/consumer/").text


def test_the_same_browser_again_is_no_new_device() -> None:
    hers = Client()
    sign_in(hers, "consumer")
    hers.post("/consumer/sign-out/")
    sign_in(hers, "consumer")

    assert not SignIn.objects.filter(is_new_device=True).exists()


def test_the_cookie_that_knows_a_browser_signs_nobody_in() -> None:
    hers, other = Client(), Client()
    sign_in(hers, "consumer")
    other.cookies["jx_consumer_device"] = hers.cookies["jx_consumer_device"].value

    assert other.get("/consumer/").status_code == 302
    assert hers.cookies["jx_consumer_device"]["httponly"]


def test_a_sign_in_on_a_phone_ends_on_the_server_too() -> None:
    with clockwork.at(NOON) as hands:
        hers = Client()
        sign_in(hers, "consumer")
        hands.move(PHONE_SIGN_IN_LASTS - timedelta(minutes=1))
        assert hers.get("/consumer/").status_code == 200
        hands.move(timedelta(minutes=1))

        assert hers.get("/consumer/").status_code == 302
