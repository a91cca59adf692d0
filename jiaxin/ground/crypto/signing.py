"""What signs for each suite: Ed25519 (RFC 8032) for `intl`, SM2 with SM3 (GB/T 32918) for `sm`."""

from enum import StrEnum
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jiaxin.ground.crypto import sm2
from jiaxin.ground.crypto.suites import INTL, SM, Suite


class Scheme(StrEnum):
    """How a signature is made."""

    ED25519 = "ed25519"
    SM2 = "sm2"


class SigningKey(Protocol):
    """A key that signs for one purpose; its private half may be out of reach."""

    @property
    def scheme(self) -> Scheme: ...

    @property
    def public(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes: ...


SCHEME_OF = {INTL.id: Scheme.ED25519, SM.id: Scheme.SM2}
# How many bytes of seed a derived key takes.
SEEDS = {Scheme.ED25519: 32, Scheme.SM2: sm2.SEED}


class DerivedSigningKey:
    """An Ed25519 key made from a seed, the same each time."""

    scheme = Scheme.ED25519

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class DerivedSm2Key(sm2.Sm2Key):
    """An SM2 key made from a seed, the same each time."""

    scheme = Scheme.SM2


def derived(suite: Suite, seed: bytes) -> SigningKey:
    """The key that this seed stands for."""
    if SCHEME_OF[suite.id] is Scheme.SM2:
        return DerivedSm2Key(seed)
    return DerivedSigningKey(seed)


def verifies(scheme: Scheme, public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of this public key signed this message."""
    if scheme is Scheme.SM2:
        return sm2.verifies(public, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
