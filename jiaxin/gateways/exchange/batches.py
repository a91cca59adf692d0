"""Batches (批量文件): a signed manifest and numbered parts, each sealed, as part 9 of the protocol.

Reads strictly and within limits; writes our own batches in the same form.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import jws, sealing, suites
from jiaxin.gateways.exchange.envelope import PROTOCOL, moment
from jiaxin.gateways.exchange.errors import (
    BodyInvalid,
    BodySealed,
    KeyUnknown,
    Malformed,
    OutsideWindow,
    SignatureInvalid,
    SuiteMismatch,
    SuiteUnknown,
    TooLarge,
)
from jiaxin.gateways.exchange.keys import Key, Party, suite_between
from jiaxin.gateways.exchange.rules import (
    MOST_MANIFEST_BYTES,
    MOST_PART_BYTES,
    MOST_PART_CLEAR_BYTES,
    MOST_PART_ROWS,
    MOST_PARTS,
    OLDEST_MANIFEST,
)
from jiaxin.gateways.exchange.sealing import CannotOpen
from jiaxin.gateways.exchange.signatures import OfAnotherSuite, SignatureRefused

MANIFEST = "jiaxin-manifest-1"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]{64}")
_AHEAD = timedelta(seconds=300)


@dataclass(frozen=True, slots=True)
class PartSaid:
    """One part as the manifest names it."""

    number: int
    first_row: int
    rows: int
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a batch is, signed by its sender."""

    message_id: UUID
    kind: str
    sender: str
    sequence: int
    made_at: datetime
    is_dry_run: bool
    fixes: UUID | None
    parts: tuple[PartSaid, ...]
    digest: str
    evidence: str
    suite: str

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    def part(self, number: int) -> PartSaid | None:
        return self.parts[number - 1] if 1 <= number <= len(self.parts) else None


def read_manifest(
    whole: bytes, key_of: Callable[[str], Key | None], recipient: str, now: datetime
) -> Manifest:
    """The manifest, once its signature is shown to be of a key in force; else a refusal."""
    if len(whole) > MOST_MANIFEST_BYTES:
        raise TooLarge
    payload, key = _signed(whole.strip(), key_of)
    try:
        said = json.loads(payload.decode("utf-8"))
    except (ValueError, RecursionError) as unreadable:
        raise Malformed from unreadable
    if not isinstance(said, dict) or said.get("protocol") != PROTOCOL:
        raise Malformed
    if said.get("type") != "batch.manifest" or said.get("recipient") != recipient:
        raise BodyInvalid
    if said.get("suite") != key.suite:
        raise SuiteMismatch if said.get("suite") in suites.SUITES else SuiteUnknown
    signature = whole.strip().rsplit(b".", 1)[1].decode("ascii")
    return _manifest(said, hashlib.sha256(payload).hexdigest(), f"{key.kid} {signature}", now)


def _signed(whole: bytes, key_of: Callable[[str], Key | None]) -> tuple[bytes, Key]:
    try:
        return jws.verify(whole, key_of, MANIFEST)
    except jws.UnknownKey as unknown:
        raise KeyUnknown from unknown
    except OfAnotherSuite as other:
        raise SuiteMismatch from other
    except SignatureRefused as refused:
        raise SignatureInvalid from refused


def _manifest(said: dict[str, Any], digest: str, evidence: str, now: datetime) -> Manifest:
    try:
        made_at = moment(said.get("made_at"))
    except CannotOpen as unreadable:
        raise BodyInvalid from unreadable
    if made_at - now > _AHEAD or now - made_at > OLDEST_MANIFEST:
        raise OutsideWindow
    kind = said.get("kind")
    if not isinstance(kind, str) or not isinstance(said.get("sender"), str):
        raise BodyInvalid
    return Manifest(
        message_id=id_of(said.get("message_id")),
        kind=kind,
        sender=said["sender"],
        sequence=_whole(said.get("sequence"), 1, 2**53),
        made_at=made_at,
        is_dry_run=said.get("dry_run") is True,
        fixes=id_of(said["fixes"]) if said.get("fixes") is not None else None,
        parts=_parts(said.get("parts"), suites.SUITES[said["suite"]].part_digest),
        digest=digest,
        evidence=evidence,
        suite=said["suite"],
    )


def id_of(said: Any) -> UUID:
    """A message's id inside: a UUID in small letters with dashes."""
    if not isinstance(said, str) or not _UUID.fullmatch(said):
        raise BodyInvalid
    return UUID(said)


def _parts(said: Any, named: str) -> tuple[PartSaid, ...]:
    if not isinstance(said, list) or not said:
        raise BodyInvalid
    if len(said) > MOST_PARTS:
        raise TooLarge
    parts: list[PartSaid] = []
    first = 1
    for number, one in enumerate(said, 1):
        if not isinstance(one, dict) or one.get("part") != number:
            raise BodyInvalid
        if not isinstance(digest := one.get(named), str) or not _HEX.fullmatch(digest):
            raise BodyInvalid
        rows = _whole(one.get("rows"), 1, MOST_PART_ROWS)
        size = _whole(one.get("bytes"), 1, MOST_PART_BYTES)
        parts.append(PartSaid(number, first, rows, size, digest))
        first += rows
    return tuple(parts)


def _whole(value: Any, least: int, most: int) -> int:
    if type(value) is not int or value < least:
        raise BodyInvalid
    if value > most:
        raise TooLarge
    return value


def open_part(
    sealed: bytes,
    ours: Party,
    said: PartSaid,
    manifest: tuple[UUID, str, str],
    suite: str,
    now: datetime,
) -> list[bytes]:
    """The lines of a part; a refusal for one that is not this part of this batch, or is cut short.

    `manifest` is the batch's message id, kind and sender: the inside must name them again.
    """
    try:
        key = ours.find("enc", sealing.sealed_to(sealed), now)
        if key is None:
            raise BodySealed
        if key.suite != suite:
            raise SuiteMismatch
        clear = sealing.open_lines(sealed, key)
    except CannotOpen as closed:
        raise BodySealed from closed
    if len(clear) > MOST_PART_CLEAR_BYTES:
        raise TooLarge
    head, _, rest = clear.partition(b"\n")
    _check_head(head, said, manifest, ours.name)
    lines = rest.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) != said.rows:
        raise BodyInvalid
    return lines


def _check_head(
    head: bytes, said: PartSaid, manifest: tuple[UUID, str, str], recipient: str
) -> None:
    message_id, kind, sender = manifest
    expected = {
        "protocol": PROTOCOL,
        "type": "batch.part",
        "message_id": str(message_id),
        "kind": kind,
        "part": said.number,
        "first_row": said.first_row,
        "sender": sender,
        "recipient": recipient,
    }
    try:
        inside = json.loads(head.decode("utf-8"))
    except (ValueError, RecursionError) as unreadable:
        raise BodyInvalid from unreadable
    if not isinstance(inside, dict):
        raise BodyInvalid
    if any(inside.get(name) != value for name, value in expected.items()):
        raise BodyInvalid


@dataclass(frozen=True, slots=True)
class Written:
    """A batch of ours, ready to be handed over."""

    message_id: UUID
    manifest: bytes
    parts: tuple[bytes, ...]


def write(
    ours: Party,
    theirs: Party,
    *,
    message_id: UUID,
    kind: str,
    sequence: int,
    rows: Iterable[bytes],
    now: datetime,
    rows_a_part: int = MOST_PART_ROWS,
) -> Written:
    """A batch of ours in the same form, sealed to the newest key of theirs."""
    sealed: list[bytes] = []
    said: list[PartSaid] = []
    first, suite = 1, suite_between(ours, theirs, now)
    for number, lines in enumerate(_portions(rows, rows_a_part), 1):
        place = (message_id, kind, number, first)
        part = seal_part(ours, theirs, place, lines, suite=suite, now=now)
        sealed.append(part)
        digest = digest_of(part, suite)
        said.append(PartSaid(number, first, len(lines), len(part), digest))
        first += len(lines)
    batch = (message_id, kind, sequence)
    manifest = sign_manifest(ours, theirs, batch, said, suite=suite, now=now)
    return Written(message_id, manifest, tuple(sealed))


def digest_of(part: bytes, suite: str) -> str:
    """A part's digest as a manifest of that suite names it."""
    hashing = suites.SUITES[suite].hashing()
    hashing.update(part)
    return hashing.digest().hex()


def seal_part(
    ours: Party,
    theirs: Party,
    place: tuple[UUID, str, int, int],
    lines: Sequence[bytes],
    *,
    suite: str,
    now: datetime,
) -> bytes:
    """One part of ours; `place` is the batch's id and kind, the part's number and first row."""
    message_id, kind, number, first = place
    head = {
        "protocol": PROTOCOL,
        "type": "batch.part",
        "message_id": str(message_id),
        "kind": kind,
        "part": number,
        "first_row": first,
        "sender": ours.name,
        "recipient": theirs.name,
    }
    clear = b"\n".join([_compact(head), *lines]) + b"\n"
    return sealing.seal_lines(clear, theirs.newest("enc", now, suite))


def sign_manifest(
    ours: Party,
    theirs: Party,
    batch: tuple[UUID, str, int],
    parts: Sequence[PartSaid],
    *,
    suite: str,
    now: datetime,
) -> bytes:
    """The manifest of a batch of ours; `batch` is its id, kind and number."""
    signer = ours.newest("sig", now, suite)
    named = suites.SUITES[suite].part_digest
    message_id, kind, sequence = batch
    manifest = {
        "protocol": PROTOCOL,
        "type": "batch.manifest",
        "message_id": str(message_id),
        "kind": kind,
        "sender": ours.name,
        "recipient": theirs.name,
        "sequence": sequence,
        "suite": suite,
        "made_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "parts": [
            {"part": one.number, "rows": one.rows, "bytes": one.bytes, named: one.digest}
            for one in parts
        ],
    }
    return jws.sign(_compact(manifest), signer, MANIFEST)


def _portions(rows: Iterable[bytes], rows_a_part: int) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    size = 0
    for row in rows:
        if held and (len(held) == rows_a_part or size + len(row) > MOST_PART_CLEAR_BYTES - 4096):
            yield held
            held, size = [], 0
        held.append(row)
        size += len(row) + 1
    if held:
        yield held


def _compact(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
