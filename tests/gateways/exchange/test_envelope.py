"""Every way in which an answer may be wrong, one at a time, against a department that can sign."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jiaxin.gateways.exchange import envelope, sealing, signatures
from jiaxin.gateways.exchange.envelope import DepartmentDeclined, Received, Sent
from jiaxin.gateways.exchange.keys import DepartmentKeys, Key, Party, generate
from jiaxin.gateways.exchange.sealing import CannotOpen
from jiaxin.gateways.exchange.signatures import Response
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.ground.errors import SourceNotTrusted

NOW = datetime(2026, 11, 22, 22, 12, tzinfo=UTC)
OURS = Party("jiaxin", (generate("jiaxin", "sig"), generate("jiaxin", "enc")))
THEIRS = Party("police", (generate("police", "sig"), generate("police", "enc")))
KEYS = DepartmentKeys(OURS, THEIRS)
ASK_ID = "0199a2b4-5c00-7000-8000-000000000001"
REPLY_ID = "0199a2b4-5c00-7000-8000-000000000002"


def ask(message_id: str = ASK_ID) -> Sent:
    about = {"name": "林秀英", "number": "110105199003072346"}
    return envelope.ask(
        KEYS,
        kind="real-name",
        about=about,
        message_id=message_id,
        authority="police.example",
        now=NOW,
    )


def inside(**changed: Any) -> dict[str, Any]:
    content = {
        "protocol": envelope.PROTOCOL,
        "type": "real-name.answer",
        "message_id": REPLY_ID,
        "in_reply_to": ASK_ID,
        "sender": "police",
        "recipient": "jiaxin",
        "answered_at": "2026-11-22T22:12:01Z",
        "answer": "match",
    }
    return content | changed


def answer(
    sent: Sent,
    body: bytes,
    *,
    key: Key = THEIRS.keys[0],
    status: int = 200,
    headers: dict[str, str] | None = None,
    said: dict[str, Any] | None = None,
    parts: InnerList | None = None,
) -> Received:
    """A response signed by the department, with what the test wants otherwise."""
    carried = {
        "content-type": envelope.SEALED,
        "content-digest": signatures.content_digest(body, key.suite),
        "exchange-message-id": REPLY_ID,
        "exchange-reply-to": sent.message_id,
    } | (headers or {})
    parameters = envelope.parameters_of(key, NOW) | (said or {})
    wanted = {name: value for name, value in parameters.items() if value is not None}
    signed = InnerList(parts.items if parts else envelope.REPLY_PARTS, wanted)
    carried |= signatures.sign(Response(status, carried, sent.request), signed, key, "sig")
    return Received(status, carried, body)


def sealed(content: dict[str, Any], to: Key = OURS.keys[1]) -> bytes:
    return sealing.seal(content, to)


def receive(sent: Sent, received: Received, now: datetime = NOW) -> envelope.Answer:
    return envelope.receive(KEYS, sent, received, now)


def test_a_question_shows_nothing_of_what_it_asks() -> None:
    sent = ask()
    seen = json.dumps([dict(sent.request.headers), sent.request.path]).encode() + sent.body

    assert "林秀英".encode() not in seen
    assert b"110105199003072346" not in seen
    assert sealing.open_(sent.body, THEIRS.keys[1])["name"] == "林秀英"


def test_only_the_recipient_opens_it() -> None:
    with pytest.raises(CannotOpen):
        sealing.open_(ask().body, OURS.keys[1])
    with pytest.raises(CannotOpen):
        sealing.open_(ask().body, replace(THEIRS.keys[1], private=None))


def test_no_two_questions_are_signed_alike() -> None:
    assert ask().request.headers["signature"] != ask().request.headers["signature"]


def test_a_good_answer_is_taken() -> None:
    sent = ask()
    taken = receive(sent, answer(sent, sealed(inside())))

    assert taken.content["answer"] == "match"
    assert taken.message_id == REPLY_ID
    assert taken.answered_at == NOW + timedelta(seconds=1)


def test_an_answer_to_another_question_cannot_be_swapped_in() -> None:
    one, other = ask(), ask("0199a2b4-5c00-7000-8000-000000000003")

    with pytest.raises(SourceNotTrusted):
        receive(one, answer(other, sealed(inside())))


def test_an_answer_to_an_earlier_try_cannot_be_swapped_in() -> None:
    first, again = ask(), ask()

    with pytest.raises(SourceNotTrusted):
        receive(again, answer(first, sealed(inside())))


@pytest.mark.parametrize("part", envelope.REPLY_PARTS, ids=lambda part: str(part.value))
def test_a_part_that_is_not_covered_spoils_the_whole(part: Any) -> None:
    sent = ask()
    fewer = InnerList(tuple(one for one in envelope.REPLY_PARTS if one != part))

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, sealed(inside()), parts=fewer))


@pytest.mark.parametrize(
    "said",
    [
        *({"tag": "another"}, {"alg": "hmac-sha256"}, {"alg": None}, {"tag": None}),
        *({"keyid": "jiaxin-sig-1"}, {"keyid": None}, {"nonce": None}, {"nonce": "short"}),
        *({"created": None}, {"expires": None}, {"created": "1"}, {"nonce": 5}),
        {"expires": int(NOW.timestamp()) + 301},
        {"expires": int(NOW.timestamp()) - 1},
    ],
    ids=str,
)
def test_a_parameter_that_is_missing_or_odd_spoils_the_whole(said: dict[str, Any]) -> None:
    sent = ask()

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, sealed(inside()), said=said))


@pytest.mark.parametrize(
    ("seconds", "taken"), [(300, True), (301, False), (-300, True), (-301, False)]
)
def test_the_window_is_three_hundred_seconds(seconds: int, taken: bool) -> None:
    sent = ask()
    now = NOW + timedelta(seconds=seconds)
    late = answer(sent, sealed(inside(answered_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"))))

    if taken:
        assert receive(sent, late, now).content["answer"] == "match"
    else:
        with pytest.raises(SourceNotTrusted):
            receive(sent, late, now)


@pytest.mark.parametrize(
    "changed",
    [
        *({"message_id": ASK_ID}, {"in_reply_to": REPLY_ID}, {"sender": "health"}),
        *({"recipient": "other"}, {"type": "background.answer"}, {"protocol": "x"}),
        *({"answered_at": "2026-11-22T22:00:00Z"}, {"answered_at": "soon"}, {"answered_at": None}),
    ],
    ids=str,
)
def test_an_inside_that_differs_from_the_outside_is_refused(changed: dict[str, Any]) -> None:
    sent = ask()

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, sealed(inside(**changed))))


BODIES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "garbage": lambda: bytes(range(256)),
    "five dots": lambda: b"....",
    "not sealed": lambda: json.dumps(inside()).encode(),
    "sealed to another": lambda: sealed(inside(), THEIRS.keys[1]),
    "cut short": lambda: sealed(inside())[:-4],
    "a list": lambda: sealed([1]),  # type: ignore[arg-type]  # what a department must not send
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_not_sealed_to_us_is_refused(body: str) -> None:
    sent = ask()

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, BODIES[body]()))


def test_a_body_changed_after_signing_is_refused() -> None:
    sent = ask()
    good = answer(sent, sealed(inside()))

    with pytest.raises(SourceNotTrusted):
        receive(sent, replace(good, body=sealed(inside())))


def test_another_status_or_kind_is_refused() -> None:
    sent = ask()
    body = sealed(inside())

    with pytest.raises(SourceNotTrusted):
        receive(sent, replace(answer(sent, body), status=201))
    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, body, status=203))
    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, body, headers={"content-type": "application/json"}))


def test_our_own_key_does_not_sign_for_the_department() -> None:
    sent = ask()

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, sealed(inside()), key=OURS.keys[0]))


def test_a_reply_to_another_message_is_refused() -> None:
    sent = ask()
    headers = {"exchange-reply-to": REPLY_ID}

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, sealed(inside()), headers=headers))


def test_a_signed_refusal_says_its_code() -> None:
    sent = ask()
    headers = {"content-type": envelope.PROBLEM}
    no = answer(sent, b'{"code":"outside_window"}', status=401, headers=headers)

    with pytest.raises(DepartmentDeclined) as declined:
        receive(sent, no)

    assert declined.value.code == "outside_window"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000], ids=len)
def test_a_refusal_that_cannot_be_read_is_not_trusted(body: bytes) -> None:
    sent = ask()
    headers = {"content-type": envelope.PROBLEM}

    with pytest.raises(SourceNotTrusted):
        receive(sent, answer(sent, body, status=401, headers=headers))


def test_a_department_may_sign_with_its_next_key() -> None:
    following = generate("police", "sig")
    both = DepartmentKeys(OURS, Party("police", (*THEIRS.keys, following)))
    sent = ask()

    taken = envelope.receive(both, sent, answer(sent, sealed(inside()), key=following), NOW)

    assert taken.content["answer"] == "match"
