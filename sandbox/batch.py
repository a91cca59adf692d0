"""Batches as part 9 of the protocol has them: a signed manifest, sealed parts, over HTTPS or a
folder; and what a careless or hostile sender would make of them.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.jwk import OKPKey

from sandbox import suites
from sandbox.bodies import Pair
from sandbox.keys import fresh
from sandbox.outgoing import Answered, Line
from sandbox.sealing import seal_lines
from sandbox.signatures import TAG
from sandbox.suites import encoded

ROWS_A_PART = 20_000


@dataclass(frozen=True, slots=True)
class Batch:
    """A manifest and its parts, ready to go."""

    message_id: str
    manifest: bytes
    parts: list[bytes]


def write(
    pair: Pair,
    kind: str,
    rows: Sequence[bytes],
    *,
    message_id: str,
    sequence: int,
    faults: frozenset[str] = frozenset(),
    rows_a_part: int = ROWS_A_PART,
    more: dict[str, Any] | None = None,
) -> Batch:
    """A batch of these lines."""
    parts: list[bytes] = []
    said: list[dict[str, Any]] = []
    for start in range(0, len(rows), rows_a_part):
        lines = rows[start : start + rows_a_part]
        part = _part(pair, kind, lines, message_id, (len(parts) + 1, start + 1), faults)
        parts.append(part)
        digest = suites.digest(pair.suite, part).hex()
        named = {suites.PART_DIGEST[pair.suite]: digest}
        said.append({"part": len(parts), "rows": len(lines), "bytes": len(part), **named})
    if "many_parts" in faults:
        said = [{**said[0], "part": number} for number in range(1, 2_000)]
    late = timedelta(days=90 if "late" in faults else 0)
    manifest = {
        "protocol": TAG,
        "type": "batch.manifest",
        "message_id": message_id,
        "kind": kind,
        "sender": "nobody" if "wrong_sender" in faults else pair.body.name,
        "recipient": pair.platform["party"],
        "sequence": sequence,
        "suite": _suite(pair, faults),
        "made_at": (datetime.now(UTC) - late).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "parts": said,
        **(more or {}),
    }
    return Batch(message_id, _signed(pair, manifest, faults), _spoilt(parts, faults))


def _suite(pair: Pair, faults: frozenset[str]) -> str:
    if "unknown_suite" in faults:
        return "pq"
    other = suites.INTL if pair.suite == suites.SM else suites.SM
    return other if "wrong_suite" in faults else pair.suite


def _part(
    pair: Pair,
    kind: str,
    lines: Sequence[bytes],
    message_id: str,
    place: tuple[int, int],
    faults: frozenset[str],
) -> bytes:
    head = {
        "protocol": TAG,
        "type": "batch.part",
        "message_id": message_id,
        "kind": kind,
        "part": place[0],
        "first_row": place[1],
        "sender": "nobody" if "wrong_inside" in faults else pair.body.name,
        "recipient": pair.platform["party"],
    }
    clear = b"\n".join([json.dumps(head, ensure_ascii=False).encode(), *lines]) + b"\n"
    if "rows_missing" in faults:
        clear = clear[: clear.rstrip(b"\n").rfind(b"\n") + 1]
    if "zip_bomb" in faults:
        clear = gzip.compress(b"0" * 50_000_000)
    if "zip_header" in faults:
        return _zipped(pair)
    return seal_lines(clear, pair.other_seal() if "other_seal" in faults else pair.seal_to())


def _zipped(pair: Pair) -> bytes:
    """A seal whose header says that what is in it must be inflated: fifty megabytes."""
    to = pair.seal_to()
    protected = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": to["kid"], "zip": "DEF"}
    registry = jwe.JWERegistry(algorithms=["ECDH-ES+A256KW", "A256GCM", "DEF"])
    key = OKPKey.import_key(to)
    return jwe.encrypt_compact(protected, b"0" * 50_000_000, key, registry=registry).encode()


def _spoilt(parts: list[bytes], faults: frozenset[str]) -> list[bytes]:
    """What happens to parts after they were named in the manifest."""
    if "cut_short" in faults:
        return [*parts[:-1], parts[-1][: len(parts[-1]) // 2]]
    if "altered" in faults:
        last = bytearray(parts[-1])
        last[len(last) // 2] ^= 1
        return [*parts[:-1], bytes(last)]
    return parts


def _signed(pair: Pair, manifest: dict[str, Any], faults: frozenset[str]) -> bytes:
    key = pair.of("sig")
    if "wrong_signature" in faults:
        key = fresh("sig", pair.suite) | {"kid": key["kid"]}
    head = {"alg": suites.JWS[pair.suite], "kid": key["kid"], "typ": "jiaxin-manifest-1"}
    if "algorithm_none" in faults:
        head["alg"] = "none"
    payload = json.dumps(manifest, ensure_ascii=False).encode()
    text = f"{encoded(json.dumps(head).encode())}.{encoded(payload)}".encode()
    return text + b"." + encoded(suites.sign(key, text)).encode()


def upload(line: Line, batch: Batch, *, most: int | None = None) -> Answered:
    """The manifest, then each part that the platform misses; the answer to the last."""
    answer = line.post("/exchange/v1/batches", batch.manifest, batch.message_id)
    if answer.status != 200:
        return answer
    missing = list(answer.content["missing_parts"])
    if "out_of_order" in line.faults:
        missing.reverse()
    for number in missing[:most]:
        path = f"/exchange/v1/batches/{batch.message_id}/parts/{number}"
        answer = line.post(path, batch.parts[number - 1], batch.message_id)
        if answer.status != 200:
            return answer
    return answer


def lay(folder: Path, batch: Batch) -> None:
    """Into a drop folder: the parts first, the manifest last, each by renaming."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(batch.parts, 1):
        _whole(folder / f"{batch.message_id}.{number}.part", part)
    _whole(folder / f"{batch.message_id}.manifest", batch.manifest)


def last(folder: Path) -> Batch:
    """The batch that was laid into this folder last."""
    manifest = max(folder.glob("*.manifest"), key=lambda path: path.stat().st_mtime_ns)
    parts = sorted(
        folder.glob(f"{manifest.stem}.*.part"), key=lambda path: int(path.name.split(".")[1])
    )
    return Batch(manifest.stem, manifest.read_bytes(), [path.read_bytes() for path in parts])


def _whole(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.writing")
    unfinished.write_bytes(content)
    unfinished.rename(path)
