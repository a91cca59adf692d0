"""The authenticator on the screen."""

import re

import httpx

from jiaxin.trust.identity.services.factors import DEMO_SECRET
from sandbox import authenticator
from tests.sandbox.running import Running


def test_it_shows_what_every_authenticator_with_its_secret_shows(sandbox: Running) -> None:
    page = httpx.get(f"{sandbox.url}/sandbox/authenticator/", trust_env=False).text
    latest = httpx.get(f"{sandbox.url}/sandbox/authenticator/latest.json", trust_env=False).json()

    assert re.search(r"<strong>\d{6}</strong>", page)
    assert re.fullmatch(r"\d{6}", latest["code"])


def test_its_codes_are_those_of_the_demos_secret() -> None:
    assert authenticator.SECRET == DEMO_SECRET
    assert authenticator.code_at(0) == authenticator.code_at(29.9) != authenticator.code_at(30)
