"""The canonical form of a trail line, and its hash. Changing either needs a new version.

Five of a line's values tell who, about whom and from where. The hash covers each of them behind a
salt of its own, so that a receipt can open some to its holder and keep the others to itself.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

VERSION = 2
HIDDEN = ("actor", "origin", "request_id", "sign_in", "subject")


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it stands in the table. `digest` commits to what the act said about itself."""

    id: UUID
    at: datetime
    actor: str
    role: str
    action: str
    subject: UUID | None
    proof: str
    outcome: str
    digest: bytes
    channel: str
    sign_in: UUID | None
    origin: str
    request_id: str
    # The door's keyed hash of all the above. Lines older than this rule have none.
    mac: bytes = b""


@dataclass(frozen=True, slots=True)
class Opened:
    """One hidden value with its salt: enough to see that the line's hash covers it."""

    salt: bytes
    value: str


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; ids and times as text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode()


def digest_of(details: Mapping[str, Any]) -> bytes:
    """What a line commits to without saying it."""
    return hashlib.sha256(canonical(details)).digest()


def in_full(line: Written) -> dict[str, Any]:
    """Every value of a line, in clear, as text."""
    return {
        "id": str(line.id),
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": line.actor,
        "role": line.role,
        "action": line.action,
        "subject": str(line.subject or ""),
        "proof": line.proof,
        "outcome": line.outcome,
        "digest": line.digest.hex(),
        "channel": line.channel,
        "sign_in": str(line.sign_in or ""),
        "origin": line.origin,
        "request_id": line.request_id,
    }


def opened(line: Written, name: str) -> Opened:
    """One of the hidden values, opened."""
    return Opened(_salt(line, name), in_full(line)[name])


def shown(line: Written) -> dict[str, Any]:
    """A line as its hash covers it: the telling values behind their salts."""
    full = in_full(line)
    hidden = {
        name: hashlib.sha256(_salt(line, name) + full.pop(name).encode()).hexdigest()
        for name in HIDDEN
    }
    return {**full, "hidden": hidden, "v": VERSION}


def hash_input(line: Written) -> bytes:
    """The bytes that a line's hash covers, in a form that never changes for this version."""
    return canonical(shown(line))


def leaf_hash(line: Written) -> bytes:
    """The line as a leaf of a Merkle tree (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + hash_input(line)).digest()


def vouched(line: Written) -> bytes:
    """The bytes that the door's keyed hash covers."""
    return canonical(in_full(line))


def _salt(line: Written, name: str) -> bytes:
    # The keyed hash is known to nobody outside; each value gets a salt that says nothing of it.
    return hashlib.sha256(line.mac + name.encode()).digest()
