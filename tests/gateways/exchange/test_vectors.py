"""docs/protocol-vectors.json, read by both programs: they must agree on every byte."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest

from jiaxin.gateways.exchange import envelope, signatures
from jiaxin.gateways.exchange import sealing as our_sealing
from jiaxin.gateways.exchange.envelope import DepartmentDeclined, Received, Sent
from jiaxin.gateways.exchange.keys import DepartmentKeys, Party, read_key
from jiaxin.gateways.exchange.signatures import Request, Response
from sandbox import sealing as their_sealing
from sandbox import signatures as theirs
from sandbox.exchange import PROBLEMS
from sandbox.keys import Keys
from tests.gateways.exchange.vectors import CREATED, FILE, INSIDE

VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ASK, ANSWER, REFUSAL = VECTORS["request"], VECTORS["response"], VECTORS["refusal"]
KEYS = {
    party: Party(party, tuple(read_key(key) for key in keys))
    for party, keys in VECTORS["keys"].items()
}
REQUEST = Request(ASK["method"], ASK["authority"], ASK["path"], ASK["headers"])
SENT = Sent("real-name", ASK["headers"]["exchange-message-id"], REQUEST, ASK["body"].encode())
NOW = datetime.fromtimestamp(CREATED + 2, UTC)


def the_call() -> theirs.Call:
    body = ASK["body"].encode()
    return theirs.Call(ASK["method"], ASK["authority"], ASK["path"], ASK["headers"], body)


def received(reply: dict[str, Any]) -> Received:
    return Received(reply["status"], reply["headers"], reply["body"].encode())


def department_keys() -> Keys:
    platform = [{**key} for key in VECTORS["keys"]["jiaxin"]]
    return Keys("police", VECTORS["keys"]["police"], {"jiaxin": platform}, "")


def test_our_signature_base_is_the_published_one() -> None:
    asked = signatures.signed_parts(REQUEST, "sig")
    assert signatures.signature_base(REQUEST, asked).decode() == ASK["signature_base"]

    for reply in (ANSWER, REFUSAL):
        response = Response(reply["status"], reply["headers"], REQUEST)
        signed = signatures.signed_parts(response, "sig")
        assert signatures.signature_base(response, signed).decode() == reply["signature_base"]


def test_our_signing_gives_the_published_signature() -> None:
    signed = signatures.signed_parts(REQUEST, "sig")
    made = signatures.sign(REQUEST, signed, KEYS["jiaxin"].keys[0], "sig")

    assert made == {name: ASK["headers"][name] for name in made}


def test_the_published_answer_is_believed() -> None:
    keys = DepartmentKeys(KEYS["jiaxin"], KEYS["police"])

    answer = envelope.receive(keys, SENT, received(ANSWER), NOW)

    assert answer.content == INSIDE["answer"]


def test_the_published_refusal_is_believed() -> None:
    keys = DepartmentKeys(KEYS["jiaxin"], KEYS["police"])

    with pytest.raises(DepartmentDeclined) as declined:
        envelope.receive(keys, SENT, received(REFUSAL), NOW)

    assert declined.value.code == "outside_window"


def test_the_department_takes_the_published_request() -> None:
    keys = department_keys()
    call = the_call()

    theirs.check_digest(call, "intl")
    said = theirs.verify(
        call, lambda kid: (keys.platform_of(kid, CREATED) or ("", None))[1], CREATED
    )

    assert said.kid == "jiaxin-sig-vector"
    assert their_sealing.unseal(call.body, keys, "intl") == INSIDE["ask"]


def test_the_department_signs_the_published_answer_the_same() -> None:
    key = VECTORS["keys"]["police"][0]
    for reply in (ANSWER, REFUSAL):
        headers = {name: text for name, text in reply["headers"].items() if "signature" not in name}
        nonce = reply["signature_base"].split('nonce="')[1].split('"')[0]
        with patch("sandbox.signatures.secrets.token_urlsafe", return_value=nonce):
            signed = theirs.sign_reply(the_call(), reply["status"], headers, key, CREATED + 1)
        assert signed == reply["headers"]


def test_every_refusal_of_the_simulator_is_in_the_protocol_with_its_status() -> None:
    text = (FILE.parent / "PROTOCOL.md").read_text("utf-8")
    listed = {code: int(status) for status, code in re.findall(r"\| (\d{3}) \| `(\w+)` \|", text)}

    assert {code: listed.get(code) for code in PROBLEMS} == {
        code: status for code, (status, _, _) in PROBLEMS.items()
    }


def test_both_open_what_the_other_sealed() -> None:
    ours = our_sealing.open_(ANSWER["body"].encode(), KEYS["jiaxin"].keys[1])
    sealed = their_sealing.seal(b'{"a":"\xe5\xae\xb6"}', VECTORS["keys"]["jiaxin"][1])

    assert ours == INSIDE["answer"]
    assert our_sealing.open_(sealed, KEYS["jiaxin"].keys[1]) == {"a": "家"}
