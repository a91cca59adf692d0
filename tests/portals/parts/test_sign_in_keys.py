"""The pages of signing in by a phone's lock, in both apps."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.authenticator import Authenticator
from tests.portals.parts.test_sign_ins import sign_in

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("app", ["worker", "consumer"])


def asked(text: str) -> dict[str, Any]:
    """What the page asks the phone's lock."""
    found = re.search(r'<script id="key-options" type="application/json">(.*?)</script>', text)
    assert found
    options: dict[str, Any] = json.loads(found[1])
    return options


def added(browser: Client, app: str) -> Authenticator:
    device = Authenticator(origin="https://testserver", host="testserver")
    options = asked(browser.get(f"/{app}/sign-ins/key/").text)
    done = browser.post(f"/{app}/sign-ins/key/", {"credential": json.dumps(device.make(options))})
    assert done["Location"] == f"/{app}/sign-ins/?added=1"
    return device


def enter(browser: Client, app: str, device: Authenticator, way: str = "") -> Any:
    options = asked(browser.get(f"/{app}/sign-in/key/").text)
    said = {"credential": json.dumps(device.sign(options)), "next": way}
    return browser.post(f"/{app}/sign-in/key/", said)


@both
def test_added_once_the_phone_signs_in_without_a_code(app: str) -> None:
    hers, again = Client(), Client()
    sign_in(hers, app)
    device = added(hers, app)
    assert f"/{app}/sign-in/key/" in again.get(f"/{app}/sign-in/").text

    done = enter(again, app, device, f"/{app}/?from=key")

    assert done["Location"] == f"/{app}/?from=key"
    page = again.get(f"/{app}/sign-ins/").text
    assert "就是这台" in page
    # It is another browser than the one before: she is told, as with a code.
    assert "新设备" in hers.get(f"/{app}/sign-ins/").text


@both
def test_a_key_of_nobody_is_refused_on_the_page_itself(app: str) -> None:
    stranger = Authenticator(origin="https://testserver", host="testserver")
    browser = Client()

    refused = enter(browser, app, stranger)

    assert refused.status_code >= 400
    assert 'id="refused"' in refused.text
    assert "用短信验证码登录" in refused.text
    assert browser.get(f"/{app}/sign-ins/").status_code == 302


@both
def test_removed_it_signs_in_no_more(app: str) -> None:
    hers = Client()
    sign_in(hers, app)
    device = added(hers, app)
    drop = re.search(
        rf"/{app}/sign-ins/key/[0-9a-f-]{{36}}/remove/", hers.get(f"/{app}/sign-ins/").text
    )
    assert drop

    assert hers.post(drop[0])["Location"] == f"/{app}/sign-ins/"

    assert enter(Client(), app, device).status_code >= 400


@both
def test_after_signing_in_one_goes_on_inside_the_app_only(app: str) -> None:
    hers = Client()
    sign_in(hers, app)
    device = added(hers, app)

    assert enter(Client(), app, device, "https://elsewhere.example/")["Location"] == f"/{app}/"
