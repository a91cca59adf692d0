"""A film is no evidence: it is refused before a byte of it is read, whichever door it comes to."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.portals.parts import uploads
from jiaxin.portals.parts.uploads import FileTooLarge

pytestmark = pytest.mark.django_db

FILM = 200 * 1024 * 1024
ONE = UUID(int=1)
# Every address that takes a file from a person's hand.
DOORS = [
    "/worker/enrol/card/",
    "/worker/exam/",
    "/worker/vetting/attach/",
    "/worker/showcase/photo/",
    f"/worker/corrections/{ONE}/attach/",
    f"/worker/complaints/{ONE}/attach/",
    f"/consumer/complaints/{ONE}/attach/",
    f"/firm/complaints/{ONE}/attach/",
    f"/firm/corrections/{ONE}/attach/",
    f"/firm/filings/{ONE}/papers/",
    "/firm/rosters/",
    "/check/",
]


class Unread:
    """A body that must stay where it is."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("a byte of it was read")

    readline = read


def sent(door: str, size: int, **headers: str) -> Any:
    extra: dict[str, Any] = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()} | headers
    return Client().generic("POST", door, b"", "multipart/form-data; boundary=x", **extra)


@pytest.mark.parametrize("door", DOORS)
def test_a_film_is_refused_in_words_before_it_is_read(door: str) -> None:
    page = sent(door, FILM)

    assert page.status_code == 413
    assert FileTooLarge.says.zh in page.text
    assert FileTooLarge.do.zh in page.text
    assert f"code={FileTooLarge.code}" in page.text
    assert page["Cache-Control"] == "no-store, private"


def test_a_script_is_told_the_permanent_code() -> None:
    answer = sent(DOORS[0], FILM, HTTP_ACCEPT="application/json")

    assert answer.status_code == 413
    assert answer.json()["code"] == "uploads.too_large"


def test_a_roster_may_be_larger_than_a_photo() -> None:
    larger = uploads.LARGEST + 1

    assert sent(f"/worker/corrections/{ONE}/attach/", larger).status_code == 413
    # Nobody is signed in: it is asked to, and its size is no trouble.
    assert sent("/firm/rosters/", larger).status_code == 302
