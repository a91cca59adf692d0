"""What a seal signs: that this deployment made a file with this digest, then, in this form."""

from datetime import UTC, datetime

from django.conf import settings

from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.signing import SigningKey, verifies
from jiaxin.ground.crypto.suites import INTL, SM, Suite

_PURPOSE = "export"
# How long every Ed25519 signature is; one of SM2 is DER, of 70 to 72 bytes, after its suite's byte.
_ED25519 = 64


def statement(digest: bytes, kind: FileKind, made_at: datetime) -> bytes:
    """The words that are signed. Changing them needs a new first line."""
    at = made_at.astimezone(UTC).isoformat(timespec="microseconds")
    lines = ("jiaxin.export-seal.v1", settings.PUBLIC_URL, kind.value, at, digest.hex())
    return "\n".join(lines).encode()


def sign(digest: bytes, kind: FileKind, made_at: datetime) -> bytes:
    """The signature of this deployment's suite; SM2 is told by its first byte."""
    suite = held_keys.suite_of_new_keys()
    signature = _key(suite).sign(statement(digest, kind, made_at))
    return signature if suite.id == INTL.id else bytes([suite.id]) + signature


def holds(digest: bytes, kind: FileKind, made_at: datetime, signature: bytes) -> bool:
    """Whether our key signed this: a row that somebody put into the table is no seal."""
    said = statement(digest, kind, made_at)
    if len(signature) == _ED25519:
        return _verifies(_key(INTL), said, signature)
    return signature[:1] == bytes([SM.id]) and _verifies(_key(SM), said, signature[1:])


def _key(suite: Suite) -> SigningKey:
    return held_keys.signing_key(_PURPOSE, suite.id)


def _verifies(key: SigningKey, said: bytes, signature: bytes) -> bool:
    return verifies(key.scheme, key.public, said, signature)
