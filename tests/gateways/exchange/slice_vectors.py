"""Makes docs/protocol-vectors-slice.json: `python -m tests.gateways.exchange.slice_vectors`.

As vectors.py, with the same keys, for the service that asks about many people at once.
"""

import json
import sys
from pathlib import Path
from typing import Any

from jiaxin.gateways.exchange import envelope, sealing, signatures
from jiaxin.gateways.exchange.signatures import Request, Response
from jiaxin.gateways.exchange.structured import InnerList
from tests.gateways.exchange import vectors
from tests.gateways.exchange.vectors import AUTHORITY, CREATED, PLATFORM, POLICE

FILE = Path(__file__).resolve().parents[3] / "docs" / "protocol-vectors-slice.json"
SERVICE = "background-slice"
PATH = f"/exchange/v1/{SERVICE}"
ASK_ID = "0199a2b4-5c00-7000-8000-000000000011"
REPLY_ID = "0199a2b4-5c00-7000-8000-000000000012"
PEOPLE = [
    ["林秀英", "110105199003072346"],
    ["周美玲", "330106197903140023"],
    ["阿依古丽·买买提", "654125198811045223"],
]
INSIDE: dict[str, dict[str, Any]] = {
    "ask": {
        "protocol": envelope.PROTOCOL,
        "type": f"{SERVICE}.ask",
        "message_id": ASK_ID,
        "sender": "jiaxin",
        "recipient": "police",
        "sent_at": "2026-11-22T22:12:00Z",
        "people": PEOPLE,
    },
    "answer": {
        "protocol": envelope.PROTOCOL,
        "type": f"{SERVICE}.answer",
        "message_id": REPLY_ID,
        "in_reply_to": ASK_ID,
        "sender": "police",
        "recipient": "jiaxin",
        "answered_at": "2026-11-22T22:12:01Z",
        "window_from": "2021-11-23",
        "window_to": "2026-11-23",
        "answers": {"none_found": [0, 1], "being_verified": [2]},
    },
}


def _ask() -> dict[str, Any]:
    body = sealing.seal(INSIDE["ask"], POLICE.keys[1])
    headers = {
        "content-type": envelope.SEALED,
        "content-digest": signatures.content_digest(body, "intl"),
        envelope.MESSAGE_ID: ASK_ID,
    }
    request = Request("POST", AUTHORITY, PATH, headers)
    said = vectors.parameters(PLATFORM.keys[0], CREATED, "QSBzbGljZSBvZiBwZW9wbGUgYXNr")
    return vectors.case(request, InnerList(envelope.REQUEST_PARTS, said), PLATFORM.keys[0], body)


def _answer(ask: dict[str, Any]) -> dict[str, Any]:
    body = sealing.seal(INSIDE["answer"], PLATFORM.keys[1])
    headers = {
        "content-digest": signatures.content_digest(body, "intl"),
        "content-type": envelope.SEALED,
        envelope.MESSAGE_ID: REPLY_ID,
        envelope.REPLY_TO: ASK_ID,
    }
    sent = Request("POST", AUTHORITY, PATH, ask["headers"])
    said = vectors.parameters(POLICE.keys[0], CREATED + 1, "QW5kIHdoYXQgaXMgc2FpZCBvZiB0aGVt")
    signed = InnerList(envelope.REPLY_PARTS, said)
    return {
        "status": 200,
        **vectors.case(Response(200, headers, sent), signed, POLICE.keys[0], body),
    }


def build() -> dict[str, Any]:
    """A slice, and the answer that is bound to it. The keys stand in protocol-vectors.json."""
    ask = _ask()
    return {
        "protocol": envelope.PROTOCOL,
        "request": {"method": "POST", "authority": AUTHORITY, "path": PATH}
        | {"inside": INSIDE["ask"], **ask},
        "response": {"inside": INSIDE["answer"], **_answer(ask)},
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}\n")
