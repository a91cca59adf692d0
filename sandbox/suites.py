"""The two suites of the protocol, as a key's JWK says which: how it signs and names a body."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sandbox import sm2

INTL, SM = "intl", "sm"
# What a signature over HTTP, a signed file, Content-Digest and a manifest call it.
ALGORITHM = {INTL: "ed25519", SM: "sm2-sm3"}
JWS = {INTL: "EdDSA", SM: "sm2-sm3"}
DIGEST = {INTL: "sha-256", SM: "sm3"}
PART_DIGEST = {INTL: "sha256", SM: "sm3"}

type Jwk = Mapping[str, Any]


def of(key: Jwk) -> str:
    """The suite that a key is of."""
    return SM if key["crv"] == "SM2" else INTL


def of_algorithm(name: str) -> str:
    """The suite that a message says it is in; `intl` where it says none."""
    return SM if name == ALGORITHM[SM] else INTL


def decoded(text: str) -> bytes:
    """Bytes from base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def point(key: Jwk) -> bytes:
    """An SM2 key's public half, 04 ‖ x ‖ y."""
    return b"\x04" + decoded(key["x"]) + decoded(key["y"])


def sign(key: Jwk, text: bytes) -> bytes:
    """The signature of this private key over the text."""
    if of(key) == SM:
        return sm2.sign(decoded(key["d"]), point(key), text)
    return Ed25519PrivateKey.from_private_bytes(decoded(key["d"])).sign(text)


def verifies(key: Jwk, text: bytes, signature: bytes) -> bool:
    """Whether the holder of this key signed the text."""
    if of(key) == SM:
        return sm2.verifies(point(key), text, signature)
    try:
        Ed25519PublicKey.from_public_bytes(decoded(key["x"])).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def digest(suite: str, body: bytes) -> bytes:
    """The body's digest by the suite's hash."""
    return sm2.sm3(body) if suite == SM else hashlib.sha256(body).digest()


def digest_field(suite: str, body: bytes) -> str:
    """The Content-Digest field (RFC 9530) of a body."""
    return f"{DIGEST[suite]}=:{base64.b64encode(digest(suite, body)).decode()}:"
