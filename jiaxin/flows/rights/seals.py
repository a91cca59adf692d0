"""What a seal signs: that this deployment made a file with this digest, then, in this form."""

from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground.crypto import held_keys

_PURPOSE = "export"


def statement(digest: bytes, kind: FileKind, made_at: datetime) -> bytes:
    """The words that are signed. Changing them needs a new first line."""
    at = made_at.astimezone(UTC).isoformat(timespec="microseconds")
    lines = ("jiaxin.export-seal.v1", settings.PUBLIC_URL, kind.value, at, digest.hex())
    return "\n".join(lines).encode()


def sign(digest: bytes, kind: FileKind, made_at: datetime) -> bytes:
    return held_keys.ring().signing_key(_PURPOSE).sign(statement(digest, kind, made_at))


def holds(digest: bytes, kind: FileKind, made_at: datetime, signature: bytes) -> bool:
    """Whether our key signed this: a row that somebody put into the table is no seal."""
    public = held_keys.ring().signing_key(_PURPOSE).public
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, statement(digest, kind, made_at)
        )
    except InvalidSignature:
        return False
    return True
