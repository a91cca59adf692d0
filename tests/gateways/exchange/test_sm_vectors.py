"""docs/protocol-vectors-sm.json, read by both programs: they must agree on every byte."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from jiaxin.gateways.exchange import batches, envelope, inbound, jws, sealing, signatures
from jiaxin.gateways.exchange.envelope import DepartmentDeclined, Received, Sent
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.keys import DepartmentKeys, Party, read_key
from jiaxin.gateways.exchange.signatures import Request, Response
from jiaxin.ground.crypto import sm2, sm2_wire
from jiaxin.ground.crypto.suites import SM
from jiaxin.ground.ids import new_id
from sandbox import outgoing
from sandbox import sealing as their_sealing
from sandbox import signatures as theirs
from sandbox import sm2 as their_sm2
from sandbox.bodies import BODIES, Pair
from sandbox.keys import Keys
from tests.gateways.exchange.sm_vectors import FILE, STANDARD
from tests.gateways.exchange.vectors import CREATED, INSIDE

pytestmark = pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine")

VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ASK, ANSWER, REFUSAL = VECTORS["request"], VECTORS["response"], VECTORS["refusal"]
PRIMITIVES, BATCH = VECTORS["primitives"], VECTORS["batch"]
KEYS = {
    party: Party(party, tuple(read_key(key) for key in keys))
    for party, keys in VECTORS["keys"].items()
}
BOTH = DepartmentKeys(KEYS["jiaxin"], KEYS["police"])
REQUEST = Request(ASK["method"], ASK["authority"], ASK["path"], ASK["headers"])
MESSAGE = ASK["headers"]["exchange-message-id"]
SENT = Sent("real-name", MESSAGE, REQUEST, ASK["body"].encode(), "sm")
NOW = datetime.fromtimestamp(CREATED + 2, UTC)


def raw(said: dict[str, str]) -> dict[str, bytes]:
    """Its hexadecimal members."""
    named = ("source", "identity", "layout")
    return {name: bytes.fromhex(text) for name, text in said.items() if name not in named}


def received(reply: dict[str, Any]) -> Received:
    return Received(reply["status"], reply["headers"], reply["body"].encode())


def test_the_primitives_are_those_of_the_standards_and_hold_in_both_programs() -> None:
    assert {name: PRIMITIVES[name] for name in STANDARD} == STANDARD
    signed, hashed = raw(PRIMITIVES["sm2_signature"]), raw(PRIMITIVES["sm3"])
    gcm, sealed = raw(PRIMITIVES["sm4_gcm"]), raw(PRIMITIVES["sm2_sealed_key"])

    for verifies in (sm2_wire.verifies, their_sm2.verifies):
        assert verifies(signed["public"], signed["message"], signed["signature"])
    assert their_sm2.sm3(hashed["message"]) == hashed["digest"]
    assert batches.digest_of(hashed["message"], "sm") == hashed["digest"].hex()
    whole = gcm["iv"] + gcm["cipher"] + gcm["tag"]
    assert SM.open(gcm["key"], whole, gcm["aad"]) == gcm["clear"]
    assert sm2_wire.open_(sealed["private"], sealed["sealed"]) == sealed["key"]
    assert their_sm2.unseal(sealed["private"], sealed["sealed"]) == sealed["key"]


def test_each_public_half_is_that_of_its_private_half() -> None:
    for party in KEYS.values():
        for key in party.keys:
            assert key.private is not None
            assert sm2.public_of(key.private) == key.public


def test_the_bases_are_the_published_ones() -> None:
    parts = signatures.signed_parts(REQUEST, "sig")
    assert signatures.signature_base(REQUEST, parts).decode() == ASK["signature_base"]
    for reply in (ANSWER, REFUSAL):
        response = Response(reply["status"], reply["headers"], REQUEST)
        parts = signatures.signed_parts(response, "sig")
        assert signatures.signature_base(response, parts).decode() == reply["signature_base"]


def test_the_platform_believes_the_answer_and_the_refusal() -> None:
    assert envelope.receive(BOTH, SENT, received(ANSWER), NOW).content == INSIDE["answer"]
    with pytest.raises(DepartmentDeclined, match="outside_window"):
        envelope.receive(BOTH, SENT, received(REFUSAL), NOW)


def test_the_department_takes_the_request_and_opens_it() -> None:
    call = theirs.Call(
        ASK["method"], ASK["authority"], ASK["path"], ASK["headers"], ASK["body"].encode()
    )
    own = Keys("police", VECTORS["keys"]["police"], {"jiaxin": VECTORS["keys"]["jiaxin"]}, "")

    said = theirs.verify(
        call, lambda kid: (own.platform_of(kid, CREATED) or ("", None))[1], CREATED
    )
    theirs.check_digest(call, said.suite)

    assert (said.kid, said.suite) == ("jiaxin-sig-vector", "sm")
    assert their_sealing.unseal(call.body, own, "sm") == INSIDE["ask"]


def test_the_platform_takes_the_push_and_the_sender_its_receipt() -> None:
    found, reply = VECTORS["push"]["request"], VECTORS["push"]["response"]
    request = Request(found["method"], found["authority"], found["path"], found["headers"])
    sender = Sender(new_id(), "hospital", frozenset(), 1, 1, KEYS["hospital"])

    signed = inbound.check(request, lambda _: sender, NOW)
    inbound.check_digest(signed, found["body"].encode())
    opened = inbound.open_sealed(found["body"].encode(), KEYS["jiaxin"], signed.suite, NOW)
    assert (signed.suite, opened) == ("sm", found["inside"])

    pair = Pair(
        BODIES["hospital"],
        VECTORS["keys"]["hospital"],
        {"party": "jiaxin", "keys": VECTORS["keys"]["jiaxin"]},
        "https://platform.example",
    )
    call = theirs.Call("POST", found["authority"], found["path"], found["headers"], b"")
    outgoing.check_reply(pair, call, reply["status"], reply["headers"])
    assert their_sealing.unseal_with(reply["body"].encode(), pair.own) == reply["inside"]


def test_the_platform_reads_the_manifest_and_opens_its_parts() -> None:
    manifest = batches.read_manifest(
        BATCH["manifest"].encode(),
        lambda kid: KEYS["hospital"].find("sig", kid, NOW),
        "jiaxin",
        NOW,
    )

    assert (manifest.suite, manifest.rows) == ("sm", 3)
    about = (manifest.message_id, manifest.kind, manifest.sender)
    for said, part in zip(manifest.parts, BATCH["parts"], strict=True):
        sealed = part["sealed"].encode()
        assert batches.digest_of(sealed, "sm") == said.digest
        opened = batches.open_part(sealed, KEYS["jiaxin"], said, about, "sm", NOW)
        assert [line.decode() for line in opened] == part["lines"]


def test_the_folders_receipt_is_signed_by_the_platform_and_sealed_to_the_sender() -> None:
    found = BATCH["folder_receipt"]
    sealed, key = jws.verify(
        found["receipt"].encode(),
        lambda kid: KEYS["jiaxin"].find("sig", kid, NOW),
        "jiaxin-receipt-1",
    )

    assert key.suite == "sm"
    assert sealing.open_(sealed, KEYS["hospital"].keys[1]) == found["inside"]


def test_no_message_of_the_file_is_of_the_other_suite() -> None:
    text = FILE.read_text("utf-8")

    for word in ("ed25519", "X25519", "EdDSA", "sha-256=", '"sha256"', "A256GCM"):
        assert word not in text
