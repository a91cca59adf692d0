"""What a browser is told to hold us to, on real answers and in the settings of production."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jiaxin.ground.errors import Refusal, TooManyTries
from tests.house.source import PRODUCT
from tests.house.test_urls import is_open, routes

CADDYFILE = (PRODUCT / "config" / "Caddyfile").read_text(encoding="utf-8")
# Addresses without a value in their path that anybody may open.
OPEN_PAGES = sorted(
    name
    for path, name, pattern in routes()
    if is_open(pattern) and "<" not in path and not name.startswith("exchange:")
)


def policy_of(answer: object) -> dict[str, list[str]]:
    said = answer["Content-Security-Policy"]  # type: ignore[index]  # an HttpResponse
    parts = [part.split() for part in said.split(";") if part.strip()]
    return {words[0]: words[1:] for words in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_every_open_page_forbids_inline_frames_and_guessing(name: str) -> None:
    answer = Client().get(reverse(name))
    policy = policy_of(answer)

    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    everything = {word for words in policy.values() for word in words}
    assert not everything & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"}
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["worker", "consumer", "console", "firm"])
def test_every_cookie_of_a_sign_in_page_is_out_of_a_scripts_reach(app: str) -> None:
    browser = Client()
    browser.get(f"/{app}/sign-in/")
    browser.post(f"/{app}/sign-in/", {"phone": "13800138000"})

    assert browser.cookies
    for name, cookie in browser.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["worker", "consumer", "console", "firm"])
def test_what_is_an_apps_is_stored_by_no_cache(app: str) -> None:
    assert Client().get(f"/{app}/sign-in/")["Cache-Control"] == "no-store, private"


def test_production_is_https_only_for_a_year_and_its_cookies_too(tmp_path: Path) -> None:
    names = ("SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG")
    script = (
        "import json; from jiaxin.config import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}))"
    )
    given = {**os.environ, "JIAXIN_MODE": "production", "JIAXIN_HOME": str(tmp_path)}
    given["JIAXIN_PUBLIC_URL"] = "https://jiaxin.example"
    done = subprocess.run(
        [sys.executable, "-c", script], env=given, capture_output=True, text=True, check=True
    )

    found = json.loads(done.stdout)
    assert found.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 3600
    assert found == {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "DEBUG": False}


def test_the_front_door_says_the_same_of_what_the_product_does_not_answer() -> None:
    for header in ("X-Content-Type-Options nosniff", "X-Frame-Options DENY"):
        assert re.search(rf"\?{header}", CADDYFILE), header
    assert "-Server" in CADDYFILE


def test_the_parts_that_do_it_are_in_use_and_in_order() -> None:
    kinds = [name.rsplit(".", 1)[-1] for name in settings.MIDDLEWARE]

    assert kinds[:2] == ["SecurityMiddleware", "ContentSecurityPolicyMiddleware"]
    for needed in ("CsrfViewMiddleware", "XFrameOptionsMiddleware", "SignInRequired"):
        assert needed in kinds


def every_refusal(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    below = kind.__subclasses__()
    return below + [deeper for each in below for deeper in every_refusal(each)]


def test_nothing_answers_429_without_saying_when_to_come_back() -> None:
    too_many = {kind for kind in every_refusal() if kind.status == 429}

    assert too_many
    assert all(issubclass(kind, TooManyTries) for kind in too_many)
    with pytest.raises(TypeError):
        TooManyTries()  # type: ignore[call-arg]  # that is the point
