"""The root key: in the ring's own file, or in a token that never gives it away (`token`).

Everything else comes from it: the keys that seal key-encryption keys, and one key a purpose, by
HKDF (RFC 5869) with the purpose as `info`, so that no two purposes ever share a key.
"""

from typing import Protocol

from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jiaxin.ground.crypto.suites import INTL, Suite

# What keys of each suite are derived with; a suite that is added brings a salt of its own.
SALTS = {1: b"jiaxin.v1", 2: b"jiaxin.v1.sm"}


class Root(Protocol):
    """A secret that derives keys; itself it need not be within reach."""

    def derive(self, suite: Suite, purpose: bytes, length: int) -> bytes:
        """Bytes that serve this purpose, in this suite, and no other."""
        ...

    def sealing_key(self, suite: Suite) -> bytes:
        """What seals the key-encryption keys of a suite."""
        ...


class HeldRoot:
    """A root key in this process's memory."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def derive(self, suite: Suite, purpose: bytes, length: int) -> bytes:
        salt = SALTS[suite.id]
        hkdf = HKDF(algorithm=suite.hash(), length=length, salt=salt, info=purpose)
        return hkdf.derive(self._secret)

    def sealing_key(self, suite: Suite) -> bytes:
        # The first rings sealed with the root key itself, in the one suite that there was.
        return self._secret if suite.id == INTL.id else self.derive(suite, b"seal.kek", 32)
