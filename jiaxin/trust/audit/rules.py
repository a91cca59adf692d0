"""The canonical form of a trail line, and its hash. Changing either needs a new version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

VERSION = 1


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


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; ids and times as text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode()


def digest_of(details: Mapping[str, Any]) -> bytes:
    """What a line commits to without saying it."""
    return hashlib.sha256(canonical(details)).digest()


def hash_input(line: Written) -> bytes:
    """The bytes that a line's hash covers, in a form that never changes for this version."""
    return canonical(
        {
            "v": VERSION,
            "id": line.id,
            "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": line.actor,
            "role": line.role,
            "action": line.action,
            "subject": line.subject or "",
            "proof": line.proof,
            "outcome": line.outcome,
            "digest": line.digest.hex(),
            "channel": line.channel,
            "sign_in": line.sign_in or "",
            "origin": line.origin,
            "request_id": line.request_id,
        }
    )


def leaf_hash(line: Written) -> bytes:
    """The line as a leaf of a Merkle tree (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + hash_input(line)).digest()
