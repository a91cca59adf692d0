"""The provider's door: signed, in its time, once; and it learns nothing of what came of it."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.config import wiring
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import State
from jiaxin.gateways.notices import inbound
from jiaxin.gateways.notices.inbound import SignedWebhook
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests.evidence import last_line, lines
from tests.makers_remote import PHONE, answers_by_message, asked_by_card, put

SECRET = "a secret that the provider shares"


@pytest.fixture(autouse=True)
def provider(lin: Actor) -> Iterator[None]:
    inbound.join(SignedWebhook(SECRET))
    yield
    wiring.join()


def signed(body: bytes, *, secret: str = SECRET, late: timedelta = timedelta(0)) -> dict[str, str]:
    at = str(int((clock.now() + late).timestamp()))
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Sms-Timestamp": at, "Sms-Signature": f"v1={mac}"}


def said(text: str, *, sender: str = PHONE, message_id: str = "m-1") -> bytes:
    return json.dumps({"id": message_id, "from": sender, "text": text}).encode()


def post(body: bytes, headers: dict[str, str]) -> int:
    answer = Client(enforce_csrf_checks=True).post(
        "/replies/", body, content_type="application/json", headers=headers
    )
    return answer.status_code


def state(hu: Actor, query: UUID) -> State:
    return queries.asked_by(hu, query_id=query).state


@pytest.fixture
def asked(lin: Actor, hu: Actor) -> tuple[UUID, str]:
    answers_by_message(lin)
    query = asked_by_card(lin, hu)
    return query, put(lin, query).code


def test_a_signed_reply_answers(hu: Actor, asked: tuple[UUID, str]) -> None:
    query, code = asked
    body = said(code)

    assert post(body, signed(body)) == 202

    assert state(hu, query) is State.APPROVED


def test_played_again_it_is_taken_and_does_nothing(hu: Actor, asked: tuple[UUID, str]) -> None:
    _, code = asked
    body = said(code)
    headers = signed(body)
    post(body, headers)

    assert post(body, headers) == 202

    assert last_line(Action.REPLY_TAKE).outcome == "remote.heard_before"


def test_what_the_provider_did_not_sign_just_now_is_nothing(
    hu: Actor, asked: tuple[UUID, str]
) -> None:
    query, code = asked
    body = said(code)
    wrong = [
        {},
        signed(body, secret="another"),
        signed(body, late=timedelta(minutes=-6)),
        signed(body, late=timedelta(minutes=6)),
        signed(said(code, message_id="m-2")),
        {**signed(body), "Sms-Timestamp": "soon"},
        {**signed(body), "Sms-Signature": ""},
    ]

    assert [post(body, headers) for headers in wrong] == [401] * len(wrong)

    assert state(hu, query) is State.ASKED
    assert lines(Action.REPLY_TAKE) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"id": "a", "from": "1"}',
        b'{"id": "a", "from": "1", "text": 5}',
        b'{"id": "a", "from": "1", "text": "0", "more": "x"}',
        b'{"id": "a", "from": "1", "text": ""}',
        b"\xff\xfe",
    ],
)
def test_what_cannot_be_read_is_refused(body: bytes) -> None:
    assert post(body, signed(body)) == 422


def test_too_much_is_refused_unread() -> None:
    body = b" " * (inbound.MOST_BYTES + 1)

    assert post(body, signed(body)) == 413


def test_the_provider_learns_nothing_of_what_came_of_it(hu: Actor, asked: tuple[UUID, str]) -> None:
    for number, sender, text in (("a", PHONE, "你好"), ("b", "13999999999", "123456")):
        body = said(text, sender=sender, message_id=number)
        assert post(body, signed(body)) == 202


def test_without_a_provider_nothing_is_taken_in(asked: tuple[UUID, str]) -> None:
    inbound.join(None)
    body = said(asked[1])

    assert post(body, signed(body)) == 401


def test_only_a_post_is_answered() -> None:
    assert Client().get("/replies/").status_code == 405
