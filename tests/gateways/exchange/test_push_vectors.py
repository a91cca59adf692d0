"""docs/protocol-vectors-push.json, read by both programs: the platform's, and a sender's."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from jiaxin.gateways.exchange import adapters, batches, envelope, inbound, jws, live, sealing
from jiaxin.gateways.exchange import signatures as our_signatures
from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.inbound import Sender, Signed
from jiaxin.gateways.exchange.keys import Party, read_key
from jiaxin.gateways.exchange.reading import sort
from jiaxin.gateways.exchange.signatures import Request, Response
from sandbox import batch, fetching, outgoing
from sandbox.bodies import BODIES, Pair
from sandbox.outgoing import Line
from sandbox.sealing import unseal_lines, unseal_with
from sandbox.signatures import Call
from sandbox.suites import decoded, digest_field
from tests.gateways.exchange import push_vectors
from tests.gateways.exchange.push_vectors import FILE, IDS, lines, receipt
from tests.gateways.exchange.vectors import CREATED

VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
PUSH, BATCH, FETCH = VECTORS["push"], VECTORS["batch"], VECTORS["fetch"]
KEYS = {
    party: Party(party, tuple(read_key(key) for key in keys))
    for party, keys in VECTORS["keys"].items()
}
NOW = datetime.fromtimestamp(CREATED + 2, UTC)
REQUESTS = {
    "push": PUSH["request"],
    "manifest": BATCH["upload_manifest"],
    "part": BATCH["upload_part"],
    "ask": FETCH["few"]["request"],
    "fetch-part": FETCH["batch"]["part"]["request"],
    "fetch-manifest": FETCH["batch"]["manifest"]["request"],
}
REPLIES = {
    "push": PUSH["response"],
    "part": BATCH["part_answer"],
    "ask": FETCH["few"]["response"],
    "fetch-part": FETCH["batch"]["part"]["response"],
    "fetch-manifest": FETCH["batch"]["manifest"]["response"],
}


def request_of(found: dict[str, Any]) -> Request:
    return Request(found["method"], found["authority"], found["path"], found["headers"])


def sender_of(kid: str) -> Sender | None:
    """The two parties of the file, registered."""
    name = kid.partition("-")[0]
    if name not in {"hospital", "province"}:
        return None
    return Sender(UUID(int=1), name, frozenset({"exam"}), 100, 100, KEYS[name])


def checked(found: dict[str, Any]) -> Signed:
    signed = inbound.check(request_of(found), sender_of, NOW)
    inbound.check_digest(signed, found["body"].encode())
    return signed


def pair(party: str) -> Pair:
    """A body of the sandbox with the file's keys."""
    platform = [{**key} for key in VECTORS["keys"]["jiaxin"]]
    card = {"party": "jiaxin", "keys": platform}
    return Pair(BODIES[party], VECTORS["keys"][party], card, "https://platform.example")


def party_of(name: str) -> str:
    return "province" if name in {"ask", "fetch-part", "fetch-manifest"} else "hospital"


@pytest.mark.parametrize("name", REQUESTS)
def test_the_platform_takes_each_request(name: str) -> None:
    found = REQUESTS[name]
    request = request_of(found)

    signed = checked(found)

    assert (signed.sender.name, str(signed.message_id)) == (
        party_of(name),
        found["headers"]["exchange-message-id"],
    )
    parts = our_signatures.signed_parts(request, "sig")
    assert our_signatures.signature_base(request, parts).decode() == found["signature_base"]


@pytest.mark.parametrize("name", REQUESTS)
def test_one_changed_character_of_it_is_refused(name: str) -> None:
    found = {**REQUESTS[name], "path": REQUESTS[name]["path"] + "x"}

    with pytest.raises(ExchangeRefusal) as refused:
        checked(found)

    assert refused.value.word == "signature_invalid"


@pytest.mark.parametrize("name", REQUESTS)
def test_a_sender_signs_each_request_the_same(name: str) -> None:
    found = REQUESTS[name]
    nonce = found["signature_base"].split('nonce="')[1].split('"')[0]
    line = Line(pair(party_of(name)))

    with (
        patch("sandbox.outgoing.secrets.token_urlsafe", return_value=nonce),
        patch("sandbox.outgoing.time.time", return_value=CREATED),
    ):
        message = found["headers"]["exchange-message-id"]
        made = line._headers(found["path"], found["body"].encode(), message)

    assert made == found["headers"]


@pytest.mark.parametrize("name", REPLIES)
def test_a_sender_believes_each_reply_and_no_other(name: str) -> None:
    asked, reply = REQUESTS[name], REPLIES[name]
    call = Call("POST", asked["authority"], asked["path"], asked["headers"], b"")

    outgoing.check_reply(pair(party_of(name)), call, reply["status"], reply["headers"])
    assert digest_field("intl", reply["body"].encode()) == reply["headers"]["content-digest"]

    other = Call("POST", asked["authority"], asked["path"] + "x", asked["headers"], b"")
    with pytest.raises(outgoing.NotTheirs):
        outgoing.check_reply(pair(party_of(name)), other, reply["status"], reply["headers"])


@pytest.mark.parametrize("name", REPLIES)
def test_the_platforms_replies_have_the_published_base(name: str) -> None:
    reply = REPLIES[name]
    response = Response(reply["status"], reply["headers"], request_of(REQUESTS[name]))
    parts = our_signatures.signed_parts(response, "sig")

    assert our_signatures.signature_base(response, parts).decode() == reply["signature_base"]


def test_a_push_opens_at_the_platform_and_its_receipt_at_the_sender() -> None:
    found, reply = PUSH["request"], PUSH["response"]

    assert (
        inbound.open_sealed(found["body"].encode(), KEYS["jiaxin"], "intl", NOW) == found["inside"]
    )
    assert unseal_with(reply["body"].encode(), VECTORS["keys"]["hospital"]) == reply["inside"]


def test_the_receipt_is_what_the_platform_says_of_these_rows() -> None:
    said = PUSH["response"]["inside"]

    read = live.receipt(sort(adapters.of("exam"), lines(), 1))
    assert {name: said[name] for name in read} == read == receipt()
    assert (said["rows"], said["taken"], said["quarantined"]) == (3, 2, 1)
    assert said["quarantine"][0]["code"] == "day_invalid"


def test_the_platform_reads_the_manifest_and_opens_its_parts() -> None:
    manifest = batches.read_manifest(
        BATCH["manifest"].encode(),
        lambda kid: KEYS["hospital"].find("sig", kid, NOW),
        "jiaxin",
        NOW,
    )

    assert (str(manifest.message_id), manifest.sequence, manifest.rows) == (IDS["batch"], 7, 3)
    about = (manifest.message_id, manifest.kind, manifest.sender)
    for said, part in zip(manifest.parts, BATCH["parts"], strict=True):
        sealed = part["sealed"].encode()
        opened = batches.open_part(sealed, KEYS["jiaxin"], said, about, "intl", NOW)
        assert [line.decode() for line in opened] == part["lines"]
    assert [line for part in BATCH["parts"] for line in part["lines"]] == [
        line.decode() for line in lines()
    ]


def test_a_sender_signs_the_manifest_the_same() -> None:
    head, payload, _ = BATCH["manifest"].split(".")
    said = json.loads(decoded(payload))
    # The bytes that are signed are the file's: how a sender spaces its JSON is its own affair.
    written = [decoded(payload).decode(), decoded(head).decode()]

    with patch("sandbox.batch.json.dumps", side_effect=written):
        made = batch._signed(pair("hospital"), said, frozenset())

    assert made.decode() == BATCH["manifest"]


def test_how_the_batch_stands_is_told_to_its_sender() -> None:
    reply = BATCH["part_answer"]

    assert unseal_with(reply["body"].encode(), VECTORS["keys"]["hospital"]) == reply["inside"]
    assert reply["inside"]["missing_parts"] == [2]


def test_the_receipt_of_a_folder_is_the_platforms_and_opens_at_its_sender() -> None:
    found = BATCH["folder_receipt"]

    sealed, key = jws.verify(
        found["receipt"].encode(),
        lambda kid: KEYS["jiaxin"].find("sig", kid, NOW),
        "jiaxin-receipt-1",
    )

    assert key.kid == "jiaxin-sig-vector"
    assert unseal_with(sealed, VECTORS["keys"]["hospital"]) == found["inside"]


def test_what_a_province_asks_opens_at_the_platform_and_the_answer_at_the_province() -> None:
    found, reply = FETCH["few"]["request"], FETCH["few"]["response"]

    assert (
        inbound.open_sealed(found["body"].encode(), KEYS["jiaxin"], "intl", NOW) == found["inside"]
    )
    assert unseal_with(reply["body"].encode(), VECTORS["keys"]["province"]) == reply["inside"]
    assert reply["inside"]["not_shared"] == [1]


def test_a_province_reads_the_fetched_batch_by_its_manifest(tmp_path: Path) -> None:
    found = FETCH["batch"]
    part, manifest = found["part"]["response"]["body"], found["manifest"]["response"]["body"]
    (tmp_path / f"{IDS['pull']}.1.part").write_text(part)
    (tmp_path / f"{IDS['pull']}.manifest").write_text(manifest)

    assert list(fetching.rows_of(pair("province"), tmp_path, IDS["pull"])) == [found["row"]]
    assert unseal_lines(part.encode(), VECTORS["keys"]["province"]).count(b"\n") == 2
    assert sealing.sealed_to(part.encode()) == "province-enc-vector"
    assert VECTORS["protocol"] == envelope.PROTOCOL


def test_the_generator_makes_the_same_but_for_the_seals() -> None:
    made = push_vectors.build()

    assert made["keys"] == VECTORS["keys"]
    assert made["push"]["request"]["inside"] == PUSH["request"]["inside"]
    assert made["push"]["response"]["inside"] == PUSH["response"]["inside"]
    assert made["batch"]["folder_receipt"]["inside"] == BATCH["folder_receipt"]["inside"]
