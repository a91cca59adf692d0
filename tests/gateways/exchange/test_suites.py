"""The suites of the exchange: what each reads and writes, and a line between two that hold both."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jiaxin.gateways.exchange import envelope, keys, sealing, signatures, suites
from jiaxin.gateways.exchange.envelope import Received, Sent
from jiaxin.gateways.exchange.keys import DepartmentKeys, KeysUnusable, Party, suite_between
from jiaxin.gateways.exchange.signatures import Response
from jiaxin.gateways.exchange.structured import InnerList
from jiaxin.gateways.exchange.suites import INTL, SM, USES
from jiaxin.ground.crypto import sm2
from jiaxin.ground.errors import SourceNotTrusted

pytestmark = pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine")

NOW = datetime(2026, 11, 23, tzinfo=UTC)
AT = int(NOW.timestamp())
REPLY_ID = "0199a2b4-5c00-7000-8000-000000000002"


def party(name: str, *which: str, since: int | None = None) -> Party:
    made = [keys.generate(name, use, suite, not_before=since) for suite in which for use in USES]
    return Party(name, tuple(made))


def both(first: Party, second: Party) -> Party:
    return Party(first.name, first.keys + second.keys)


OURS = party("jiaxin", "intl", "sm")
POLICE = party("police", "intl", "sm")


def asked(theirs: Party) -> Sent:
    return envelope.ask(
        DepartmentKeys(OURS, theirs),
        kind="background",
        about={"name": "林秀英"},
        message_id="0199a2b4-5c00-7000-8000-000000000001",
        authority="police.example",
        now=NOW,
    )


def answered(sent: Sent, *, signed: str, digested: str, sealed: str) -> Received:
    """An answer of the police with a part of it in another suite."""
    content = {
        "protocol": envelope.PROTOCOL,
        "type": "background.answer",
        "message_id": REPLY_ID,
        "in_reply_to": sent.message_id,
        "sender": "police",
        "recipient": "jiaxin",
        "answered_at": "2026-11-23T00:00:00Z",
        "answer": "none_found",
    }
    body = sealing.seal(content, OURS.newest("enc", NOW, sealed))
    headers = {
        "content-type": envelope.SEALED,
        "content-digest": signatures.content_digest(body, digested),
        "exchange-message-id": REPLY_ID,
        "exchange-reply-to": sent.message_id,
    }
    key = POLICE.newest("sig", NOW, signed)
    parts = InnerList(envelope.REPLY_PARTS, envelope.parameters_of(key, NOW))
    headers |= signatures.sign(Response(200, headers, sent.request), parts, key, "sig")
    return Received(200, headers, body)


@pytest.mark.parametrize("suite", ["intl", "sm"])
def test_an_answer_in_the_suite_of_the_question_is_believed(suite: str) -> None:
    sent = asked(Party("police", tuple(key for key in POLICE.keys if key.suite == suite)))
    reply = answered(sent, signed=suite, digested=suite, sealed=suite)

    assert sent.suite == suite
    believed = envelope.receive(DepartmentKeys(OURS, POLICE), sent, reply, NOW)
    assert believed.content["answer"] == "none_found"


@pytest.mark.parametrize("part", ["signed", "digested", "sealed"])
@pytest.mark.parametrize(("suite", "other"), [("intl", "sm"), ("sm", "intl")])
def test_an_answer_with_a_part_in_the_other_suite_is_not_believed(
    suite: str, other: str, part: str
) -> None:
    sent = asked(Party("police", tuple(key for key in POLICE.keys if key.suite == suite)))
    told: dict[str, Any] = dict.fromkeys(("signed", "digested", "sealed"), suite) | {part: other}

    with pytest.raises(SourceNotTrusted):
        envelope.receive(DepartmentKeys(OURS, POLICE), sent, answered(sent, **told), NOW)


def test_a_sender_takes_the_suite_of_the_recipients_newest_key_that_it_can_sign_beside() -> None:
    changing = both(party("police", "intl"), party("police", "sm", since=AT - 10))
    early = both(party("police", "intl"), party("police", "sm", since=AT + 10))

    assert suite_between(OURS, changing, NOW) == "sm"
    assert suite_between(OURS, early, NOW) == "intl"
    assert suite_between(OURS, early, NOW + timedelta(seconds=11)) == "sm"
    assert suite_between(party("jiaxin", "intl"), changing, NOW) == "intl"
    with pytest.raises(KeysUnusable):
        suite_between(party("jiaxin", "intl"), party("police", "sm"), NOW)


def test_whoever_can_sign_in_a_suite_and_not_be_sealed_to_does_not_speak_it() -> None:
    half = Party("a", (keys.generate("a", "sig", "sm"), *party("a", "intl").keys))
    ended = Party("a", tuple(replace(key, not_after=AT) for key in party("a", "sm").keys))

    assert not half.speaks("sm", NOW)
    assert half.speaks("intl", NOW)
    assert not ended.speaks("sm", NOW)


def test_keys_of_the_other_suite_are_laid_beside_ours_and_are_the_newer_ones(
    tmp_path: Path,
) -> None:
    file = tmp_path / "keys" / "exchange.json"
    keys.make(file)
    before = keys.own(file).keys

    keys.make(file, suite="sm")
    made = file.read_bytes()
    keys.make(file, suite="sm")

    ours = keys.own(file).keys
    assert file.read_bytes() == made
    assert ours[:2] == before
    assert [(key.suite, key.use) for key in ours[2:]] == [("sm", "sig"), ("sm", "enc")]
    assert all(key.not_before for key in ours[2:])


@pytest.mark.parametrize("suite", [INTL, SM])
@pytest.mark.parametrize("use", USES)
def test_a_key_is_read_back_as_it_was_written(suite: suites.Suite, use: suites.Use) -> None:
    key = keys.generate("a", use, suite.name, not_before=AT)

    assert keys.read_key(keys.write_private(key)) == key
    assert keys.read_key(keys.write_public(key)) == replace(key, private=None)


@pytest.mark.parametrize(
    "changed",
    [
        {"crv": "P-256"},
        {"kty": "OKP"},
        {"y": None},
        {"y": "AA"},
        {"x": "____________________________________________"},
        {"crv": "Ed25519"},
    ],
)
def test_a_card_with_another_curve_or_no_point_is_not_read(changed: dict[str, Any]) -> None:
    written = keys.write_public(keys.generate("a", "sig", "sm")) | changed

    with pytest.raises(KeysUnusable):
        keys.read_key(written)


def test_a_machine_without_gmssl_speaks_intl_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    written = keys.write_public(keys.generate("a", "sig", "sm"))
    monkeypatch.setattr(sm2, "IS_HERE", False)

    assert suites.spoken() == (INTL,)
    with pytest.raises(KeysUnusable):
        keys.read_key(written)


@pytest.mark.parametrize("suite", [INTL, SM])
def test_a_digest_made_piece_by_piece_is_that_of_the_whole(suite: suites.Suite) -> None:
    hashing = suite.hashing()
    hashing.update(b'{"hello": ')
    hashing.update(b'"world"}')
    field = signatures.content_digest(b'{"hello": "world"}', suite.name)

    assert signatures.read_digest(field, suite.name) == hashing.digest()
    with pytest.raises(signatures.OfAnotherSuite):
        signatures.read_digest(field, (SM if suite is INTL else INTL).name)
