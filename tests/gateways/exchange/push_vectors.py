"""Makes docs/protocol-vectors-push.json: `python -m tests.gateways.exchange.push_vectors`.

As vectors.py, with the same keys of the platform, for part 9 of the protocol: what parties send, as
a push, as a batch and from a folder, with our receipts; and what a local platform fetches.
"""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import batches, envelope, jws, sealing, signatures
from jiaxin.gateways.exchange.batches import PartSaid
from jiaxin.gateways.exchange.keys import Party
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import PULL
from jiaxin.gateways.exchange.signatures import Request, Response
from jiaxin.gateways.exchange.structured import InnerList
from tests.gateways.exchange import vectors
from tests.gateways.exchange.vectors import CREATED, INTERNATIONAL, Cast

FILE = Path(__file__).resolve().parents[3] / "docs" / "protocol-vectors-push.json"
AUTHORITY = "platform.example"
NOW = datetime.fromtimestamp(CREATED, UTC)
IDS = {
    name: f"0199a2b4-5c00-7000-8000-0000000000{number}"
    for name, number in (
        *(("push", "21"), ("receipt", "22"), ("batch", "23"), ("status", "24"), ("part", "25")),
        *(("ask", "31"), ("answer", "32"), ("pull", "33"), ("given", "34"), ("manifest", "35")),
    )
}
ROW = {
    "number": "110105199003072346",
    "name": "林秀英",
    "checked_at": "2026-11-22T08:00:00Z",
    "exam_class": "live_in",
    "conclusion": "fit",
    "issuer": "市第一体检医院",
    "report_no": "TJ-1",
    "on": "2026-11-20",
    "until": "2027-11-19",
}
# The second row says a day that never was.
ROWS = (ROW, {**ROW, "report_no": "TJ-2", "on": "2026-02-30"}, {**ROW, "report_no": "TJ-3"})
GIVEN = {
    "kind": "certificate",
    "checked_at": "2026-11-22T22:12:00Z",
    "says": {"certificate_no": "JX-2026-0000001", "valid": True, "identity": "proven"},
    "keep_until": "2026-12-20T02:00:00Z",
}


def lines() -> list[bytes]:
    """The rows as JSON Lines, without their ends."""
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() for row in ROWS]


def receipt() -> dict[str, Any]:
    """What the platform says of them: a test holds it against the platform's own reading."""
    words = WORDS[RowFault.DAY]
    amiss = {"row": 2, "column": "on", "code": RowFault.DAY.value, "zh": words.zh, "en": words.en}
    return {"rows": 3, "taken": 2, "quarantined": 1, "quarantine": [amiss]}


def _asked(
    cast: Cast, sender: Party, path: str, name: str, body: bytes, nonce: str
) -> dict[str, Any]:
    """A request of a party, signed."""
    headers = {
        "content-type": envelope.SEALED,
        "content-digest": signatures.content_digest(body, cast.suite),
        envelope.MESSAGE_ID: IDS[name],
    }
    request = Request("POST", AUTHORITY, path, headers)
    said = vectors.parameters(sender.keys[0], CREATED, nonce)
    signed = InnerList(envelope.REQUEST_PARTS, said)
    place = {"method": "POST", "authority": AUTHORITY, "path": path}
    return place | vectors.case(request, signed, sender.keys[0], body)


def _answered(
    cast: Cast, asked: dict[str, Any], name: str, to: str, body: bytes, nonce: str
) -> dict[str, Any]:
    """The platform's reply to it, bound to it."""
    headers = {
        "content-digest": signatures.content_digest(body, cast.suite),
        "content-type": envelope.SEALED,
        envelope.MESSAGE_ID: IDS[name],
        envelope.REPLY_TO: IDS[to],
    }
    sent = Request("POST", AUTHORITY, asked["path"], asked["headers"])
    said = vectors.parameters(cast.platform.keys[0], CREATED + 1, nonce)
    signed = InnerList(envelope.REPLY_PARTS, said)
    made = vectors.case(Response(200, headers, sent), signed, cast.platform.keys[0], body)
    return {"status": 200, **made}


def _inside(kind: str, sender: Party, recipient: Party, name: str, **more: Any) -> dict[str, Any]:
    return {
        "protocol": envelope.PROTOCOL,
        "type": kind,
        "message_id": IDS[name],
        "sender": sender.name,
        "recipient": recipient.name,
        **more,
    }


def _sealed_pair(
    cast: Cast,
    party: Party,
    path: str,
    names: tuple[str, str],
    nonces: tuple[str, str],
    said: Sequence[Any],
) -> dict[str, Any]:
    """A sealed question and its sealed answer; `said` are both insides."""
    ask, answer = said
    asked = _asked(cast, party, path, names[0], sealing.seal(ask, cast.platform.keys[1]), nonces[0])
    sealed = sealing.seal(answer, party.keys[1])
    return {
        "request": {"inside": ask, **asked},
        "response": {
            "inside": answer,
            **_answered(cast, asked, names[1], names[0], sealed, nonces[1]),
        },
    }


_SENT, _DONE = {"sent_at": "2026-11-22T22:12:00Z"}, {"answered_at": "2026-11-22T22:12:01Z"}


def _push(cast: Cast) -> dict[str, Any]:
    ask = _inside("exam.push", cast.hospital, cast.platform, "push", **_SENT, rows=list(ROWS))
    answer = _inside("exam.receipt", cast.platform, cast.hospital, "receipt", **_DONE, **receipt())
    answer["in_reply_to"] = IDS["push"]
    nonces = ("UHVzaCB0aGVzZSByb3dzIG5vdw", "QW5kIHRoaXMgaXMgYSByZWNlaXB0")
    return _sealed_pair(
        cast, cast.hospital, "/exchange/v1/exam", ("push", "receipt"), nonces, (ask, answer)
    )


def _written(cast: Cast, sealed: bytes, first: int, number: int, rows: Sequence[bytes]) -> PartSaid:
    return PartSaid(number, first, len(rows), len(sealed), batches.digest_of(sealed, cast.suite))


def _parts(cast: Cast) -> tuple[list[dict[str, Any]], list[PartSaid]]:
    """The rows in two parts, sealed; and what the manifest says of each."""
    message, portions = UUID(IDS["batch"]), (lines()[:2], lines()[2:])
    parts, said, first = [], [], 1
    for number, portion in enumerate(portions, 1):
        place = (message, "exam", number, first)
        sealed = batches.seal_part(
            cast.hospital, cast.platform, place, portion, suite=cast.suite, now=NOW
        )
        said.append(_written(cast, sealed, first, number, portion))
        head = json.loads(sealing.open_lines(sealed, cast.platform.keys[1]).split(b"\n")[0])
        parts.append({"head": head, "lines": [line.decode() for line in portion]})
        parts[-1]["sealed"] = sealed.decode()
        first += len(portion)
    return parts, said


def _batch(cast: Cast) -> dict[str, Any]:
    """Three rows in two parts, the manifest, its upload, a part's, and how it then stands."""
    parts, said = _parts(cast)
    message = UUID(IDS["batch"])
    manifest = batches.sign_manifest(
        cast.hospital, cast.platform, (message, "exam", 7), said, suite=cast.suite, now=NOW
    )
    opened = _asked(
        cast,
        cast.hospital,
        "/exchange/v1/batches",
        "batch",
        manifest,
        "VGhlIG1hbmlmZXN0IGdvZXMgZmlyc3Q",
    )
    path = f"/exchange/v1/batches/{IDS['batch']}/parts/1"
    sent = _asked(
        cast,
        cast.hospital,
        path,
        "batch",
        parts[0]["sealed"].encode(),
        "VGhlbiBpdHMgcGFydHMgZm9sbG93",
    )
    status = _status(cast)
    sealed = sealing.seal(status, cast.hospital.keys[1])
    answer = _answered(cast, sent, "status", "batch", sealed, "T25lIHBhcnQgaXMgc3RpbGwgbWlzc2luZw")
    return {
        "manifest": manifest.decode(),
        "parts": parts,
        "upload_manifest": opened,
        "upload_part": sent,
        "part_answer": {"inside": status, **answer},
        "folder_receipt": _folder_receipt(cast),
    }


def _status(cast: Cast) -> dict[str, Any]:
    """How the batch stands while its second part is missing."""
    return _inside(
        "batch-status.answer",
        cast.platform,
        cast.hospital,
        "status",
        **_DONE,
        in_reply_to=IDS["batch"],
        batch=IDS["batch"],
        state="receiving",
        stopped_for="",
        rows=3,
        taken=0,
        quarantined=0,
        missing_parts=[2],
        quarantine=[],
    )


def _folder_receipt(cast: Cast) -> dict[str, Any]:
    """What lies in the outgoing folder once the batch was worked through."""
    inside = {
        "type": "batch.receipt",
        "batch": IDS["batch"],
        "sender": cast.platform.name,
        "recipient": cast.hospital.name,
        **_DONE,
        "state": "done",
        "stopped_for": "",
        **receipt(),
    }
    sealed = sealing.seal(inside, cast.hospital.keys[1])
    return {
        "inside": inside,
        "receipt": jws.sign(sealed, cast.platform.keys[0], "jiaxin-receipt-1").decode(),
    }


def _fetch(cast: Cast) -> dict[str, Any]:
    """A province asks for two persons; and fetches a batch: a part, then the manifest."""
    people = [["林秀英", "110105199003072346"], ["周美玲", "330106197903140023"]]
    ask = _inside(f"{PULL}.ask", cast.province, cast.platform, "ask", **_SENT, people=people)
    shared = [{"ordinal": 0, "rows": [GIVEN]}]
    answer = _inside(
        f"{PULL}.answer",
        cast.platform,
        cast.province,
        "answer",
        **_DONE,
        in_reply_to=IDS["ask"],
        shared=shared,
        not_shared=[1],
    )
    nonces = ("V2hhdCBpcyBrbm93biBvZiB0aGVt", "T2YgdGhlIG9uZSB3aG8gYWdyZWVk")
    path = f"/exchange/v1/{PULL}"
    few = _sealed_pair(cast, cast.province, path, ("ask", "answer"), nonces, (ask, answer))
    return {"few": few, "batch": _fetched(cast)}


def _fetched(cast: Cast) -> dict[str, Any]:
    message = UUID(IDS["pull"])
    row = {"number": "110105199003072346", "name": "林秀英", **GIVEN}
    line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = batches.seal_part(
        cast.platform, cast.province, (message, PULL, 1, 1), [line], suite=cast.suite, now=NOW
    )
    said = [_written(cast, sealed, 1, 1, [line])]
    manifest = batches.sign_manifest(
        cast.platform, cast.province, (message, PULL, 1), said, suite=cast.suite, now=NOW
    )
    found: dict[str, Any] = {}
    for name, reply, which, body, nonces in (
        ("part", "given", "parts/1", sealed, ("R2l2ZSBtZSB0aGUgZmlyc3QgcGFydA", _NONCE)),
        ("manifest", "manifest", "manifest", manifest, ("QW5kIHRoZSBtYW5pZmVzdCBvZiBpdA", _NONCE)),
    ):
        path = f"/exchange/v1/pulls/{IDS['pull']}/{which}"
        asked = _asked(cast, cast.province, path, "pull", b"", nonces[0])
        answer = _answered(cast, asked, reply, "pull", body, nonces[1])
        found[name] = {"request": asked, "response": answer}
    return {**found, "row": row}


_NONCE = "SGVyZSBpdCBpcywgYXMgc2VhbGVk"


def build(cast: Cast = INTERNATIONAL) -> dict[str, Any]:
    """Everything of part 9. The platform's keys stand in protocol-vectors.json too."""
    return {
        "protocol": envelope.PROTOCOL,
        "keys": cast.keys(cast.platform, cast.hospital, cast.province),
        "push": _push(cast),
        "batch": _batch(cast),
        "fetch": _fetch(cast),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}\n")
