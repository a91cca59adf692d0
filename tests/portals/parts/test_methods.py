"""A method that nobody needs is refused at every address; the others reach their page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PROPFIND", "FOO"])
def test_an_odd_method_is_refused_everywhere(method: str) -> None:
    for path in ("/", "/worker/sign-in/", "/console/", "/exchange/v1/batches", "/nowhere/"):
        answer = Client().generic(method, path)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_page_is_asked_for_and_answered() -> None:
    assert Client().get("/worker/sign-in/").status_code == 200
    assert Client().head("/worker/sign-in/").status_code == 200
