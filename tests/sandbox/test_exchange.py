"""The department's door: what it refuses, and that it says so over its signature."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from jiaxin.gateways.exchange import envelope, sealing, signatures
from jiaxin.gateways.exchange.envelope import DepartmentDeclined, Received, Sent
from jiaxin.gateways.exchange.signatures import Request
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from tests.sandbox.running import Running

NUMBER = "110105199003072346"


@pytest.fixture(scope="module", autouse=True)
def someone(department: Running) -> None:
    department.person("林秀英", NUMBER)


def ask(sandbox: Running, **changed: str) -> Sent:
    about = {"name": "林秀英", "number": NUMBER} | changed
    return envelope.ask(
        sandbox.keys,
        kind="real-name",
        about=about,
        message_id=str(new_id()),
        authority=sandbox.url.removeprefix("http://"),
        now=clock.now(),
    )


def post(sandbox: Running, sent: Sent) -> Received:
    url = sandbox.url + sent.request.path
    headers = {**sent.request.headers, "host": sent.request.authority}
    answer = httpx.post(url, headers=headers, content=sent.body, trust_env=False)
    return Received(answer.status_code, dict(answer.headers), answer.content)


def resigned(sandbox: Running, sent: Sent, body: bytes, **changed: str) -> Sent:
    """The same question with other headers or another body, signed again by the platform."""
    headers = {
        name: text for name, text in sent.request.headers.items() if "signature" not in name
    } | {"content-digest": signatures.content_digest(body, "intl")}
    request = replace(sent.request, headers=headers | changed)
    key = sandbox.keys.ours.newest("sig", clock.now(), "intl")
    signed = InnerList(envelope.REQUEST_PARTS, envelope.parameters_of(key, clock.now()))
    made = signatures.sign(request, signed, key, "sig")
    return Sent(
        sent.kind, sent.message_id, replace(request, headers={**request.headers, **made}), body
    )


def declined(sandbox: Running, sent: Sent) -> str:
    """The code of a refusal that is signed and bound to this request."""
    with pytest.raises(DepartmentDeclined) as no:
        envelope.receive(sandbox.keys, sent, post(sandbox, sent), clock.now())
    return no.value.code


def test_a_good_question_is_answered(sandbox: Running) -> None:
    sent = ask(sandbox)

    answer = envelope.receive(sandbox.keys, sent, post(sandbox, sent), clock.now())

    assert answer.content["answer"] == "match"


def test_the_same_request_a_second_time_is_replayed(sandbox: Running) -> None:
    sent = ask(sandbox)
    post(sandbox, sent)

    assert declined(sandbox, sent) == "replayed"


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_request_from_another_time_is_refused(sandbox: Running, minutes: int) -> None:
    now = clock.now() + timedelta(minutes=minutes)
    sent = envelope.ask(
        sandbox.keys,
        kind="real-name",
        about={"name": "林秀英", "number": NUMBER},
        message_id=str(new_id()),
        authority=sandbox.url.removeprefix("http://"),
        now=now,
    )

    assert declined(sandbox, sent) == "outside_window"


def test_a_body_changed_on_the_way_is_refused(sandbox: Running) -> None:
    sent = ask(sandbox)

    assert declined(sandbox, replace(sent, body=sent.body[:-1] + b"_")) == "digest_mismatch"


def test_a_header_changed_on_the_way_is_refused(sandbox: Running) -> None:
    sent = ask(sandbox)
    headers = dict(sent.request.headers) | {"exchange-message-id": str(new_id())}
    answer = post(sandbox, replace(sent, request=replace(sent.request, headers=headers)))

    assert answer.status == 401
    assert b"signature_invalid" in answer.body


def test_a_request_to_another_host_is_refused(sandbox: Running) -> None:
    sent = ask(sandbox)
    elsewhere = replace(sent.request, authority="elsewhere.example")
    moved = resigned(sandbox, replace(sent, request=elsewhere), sent.body)

    assert declined(sandbox, moved) == "signature_invalid"


def test_a_question_of_one_service_cannot_be_put_to_another(sandbox: Running) -> None:
    sent = ask(sandbox)
    request = replace(sent.request, path="/exchange/v1/background")

    assert declined(sandbox, resigned(sandbox, replace(sent, request=request), sent.body)) == (
        "body_invalid"
    )


def test_a_service_that_is_not_there_is_said_so(sandbox: Running) -> None:
    sent = ask(sandbox)
    request = replace(sent.request, path="/exchange/v1/weather")

    assert declined(sandbox, resigned(sandbox, replace(sent, request=request), sent.body)) == (
        "no_such_service"
    )


@pytest.mark.parametrize("body", [b"garbage", b"\xff\xfe", b"a.b.c.d.e", b""])
def test_a_body_that_is_not_sealed_is_refused(sandbox: Running, body: bytes) -> None:
    assert declined(sandbox, resigned(sandbox, ask(sandbox), body)) == "cannot_open"


def test_a_body_sealed_to_another_is_refused(sandbox: Running) -> None:
    ours = sandbox.keys.ours.newest("enc", clock.now(), "intl")

    assert declined(sandbox, resigned(sandbox, ask(sandbox), sealing.seal({}, ours))) == (
        "cannot_open"
    )


def test_a_sealed_body_cannot_be_carried_in_another_message(sandbox: Running) -> None:
    body = ask(sandbox).body

    assert declined(sandbox, resigned(sandbox, ask(sandbox), body)) == "body_invalid"


@pytest.mark.parametrize("changed", [{"number": "110105199003072347"}, {"name": ""}])
def test_a_number_that_cannot_be_is_refused(sandbox: Running, changed: dict[str, str]) -> None:
    assert declined(sandbox, ask(sandbox, **changed)) == "body_invalid"


def test_an_unsigned_request_is_refused(sandbox: Running) -> None:
    sent = ask(sandbox)
    headers = {name: text for name, text in sent.request.headers.items() if "sign" not in name}
    answer = post(sandbox, replace(sent, request=replace(sent.request, headers=headers)))

    assert answer.status == 401
    assert b"signature_missing" in answer.body


def test_a_signature_that_leaves_the_digest_out_is_refused(sandbox: Running) -> None:
    sent = ask(sandbox)
    key = sandbox.keys.ours.newest("sig", clock.now(), "intl")
    parts = tuple(one for one in envelope.REQUEST_PARTS if one.value != "content-digest")
    signed = InnerList(parts, envelope.parameters_of(key, clock.now()))
    headers = dict(sent.request.headers) | signatures.sign(sent.request, signed, key, "sig")

    request: Request = replace(sent.request, headers=headers)
    assert declined(sandbox, replace(sent, request=request)) == "signature_invalid"


def test_more_than_anyone_could_ask_is_too_large(sandbox: Running) -> None:
    answer = httpx.post(
        f"{sandbox.url}/exchange/v1/real-name", content=b"x" * 100_000, trust_env=False
    )

    assert answer.status_code == 413


def test_the_number_and_the_name_are_nowhere_in_a_reply_in_clear(sandbox: Running) -> None:
    answer = post(sandbox, ask(sandbox))

    assert NUMBER.encode() not in answer.body
    assert "林秀英".encode() not in answer.body
