"""The two suites of the exchange (密码套件): how each writes a key, signs, and names a body.

`intl` is Ed25519, X25519, SHA-256 and AES; `sm` is SM2, SM3 and SM4 (国密). A message is of
one suite throughout. How each seals is in `sealing`.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, override

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SM3, Hash

from jiaxin.ground.crypto import sm2, sm2_wire

type Use = Literal["sig", "enc"]
USES: tuple[Use, ...] = ("sig", "enc")


class Hashing(Protocol):
    """A digest that is made piece by piece."""

    def update(self, data: bytes, /) -> object: ...

    def digest(self) -> bytes: ...


class Suite(Protocol):
    """One suite: its names in headers and files, and what its keys do."""

    @property
    def name(self) -> str: ...

    @property
    def algorithm(self) -> str:
        """What a signature over HTTP calls it."""

    @property
    def jws(self) -> str:
        """What a signed file calls it."""

    @property
    def digest(self) -> str:
        """What Content-Digest calls its hash."""

    @property
    def part_digest(self) -> str:
        """What a manifest calls its hash."""

    def hashing(self) -> Hashing: ...

    def generate(self, use: Use) -> tuple[bytes, bytes]:
        """A fresh private half, and its public one."""

    def sign(self, private: bytes, public: bytes, text: bytes) -> bytes: ...

    def verifies(self, public: bytes, text: bytes, signature: bytes) -> bool: ...

    def write(self, use: Use, public: bytes) -> dict[str, str]:
        """The public half as a JWK has it."""

    def read(self, use: Use, written: Mapping[str, Any]) -> tuple[bytes, bytes | None]:
        """The public half, and the private one if it is there; ValueError for no key."""


@dataclass(frozen=True, slots=True)
class International(Suite):
    """Ed25519 (RFC 8032), X25519 (RFC 7748), SHA-256."""

    name: str = "intl"
    algorithm: str = "ed25519"
    jws: str = "EdDSA"
    digest: str = "sha-256"
    part_digest: str = "sha256"

    @override
    def hashing(self) -> Hashing:
        return hashlib.sha256()

    @override
    def generate(self, use: Use) -> tuple[bytes, bytes]:
        private = secrets.token_bytes(32)
        return private, _half(use, private)

    @override
    def sign(self, private: bytes, public: bytes, text: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).sign(text)

    @override
    def verifies(self, public: bytes, text: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
        except InvalidSignature:
            return False
        return True

    @override
    def write(self, use: Use, public: bytes) -> dict[str, str]:
        return {"kty": "OKP", "crv": _CURVES[use], "x": encoded(public)}

    @override
    def read(self, use: Use, written: Mapping[str, Any]) -> tuple[bytes, bytes | None]:
        if written["kty"] != "OKP" or written["crv"] != _CURVES[use]:
            raise ValueError("a key of another suite")
        private = bytes32(written["d"]) if "d" in written else None
        return (_half(use, private) if private else bytes32(written["x"])), private


_CURVES: dict[Use, str] = {"sig": "Ed25519", "enc": "X25519"}


def _half(use: Use, private: bytes) -> bytes:
    if use == "sig":
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


class _Sm3:
    def __init__(self) -> None:
        self._hash = Hash(SM3())

    def update(self, data: bytes, /) -> None:
        self._hash.update(data)

    def digest(self) -> bytes:
        return self._hash.finalize()


@dataclass(frozen=True, slots=True)
class ShangMi(Suite):
    """SM2 with SM3 (GB/T 32918, GB/T 32905); the point of a key is written as x and y."""

    name: str = "sm"
    algorithm: str = "sm2-sm3"
    jws: str = "sm2-sm3"
    digest: str = "sm3"
    part_digest: str = "sm3"

    @override
    def hashing(self) -> Hashing:
        return _Sm3()

    @override
    def generate(self, use: Use) -> tuple[bytes, bytes]:
        return sm2_wire.generate()

    @override
    def sign(self, private: bytes, public: bytes, text: bytes) -> bytes:
        return sm2_wire.sign(private, public, text)

    @override
    def verifies(self, public: bytes, text: bytes, signature: bytes) -> bool:
        return sm2_wire.verifies(public, text, signature)

    @override
    def write(self, use: Use, public: bytes) -> dict[str, str]:
        return {"kty": "EC", "crv": "SM2", "x": encoded(public[1:33]), "y": encoded(public[33:])}

    @override
    def read(self, use: Use, written: Mapping[str, Any]) -> tuple[bytes, bytes | None]:
        if written["kty"] != "EC" or written["crv"] != "SM2":
            raise ValueError("a key of another suite")
        public = b"\x04" + bytes32(written["x"]) + bytes32(written["y"])
        if not sm2.IS_HERE or not sm2.is_public(public):
            raise ValueError("no point of the curve, or no SM2 on this machine")
        # Both halves are written by whoever made them: to compute one anew takes 50 ms.
        return public, bytes32(written["d"]) if "d" in written else None


INTL: Suite = International()
SM: Suite = ShangMi()
SUITES: dict[str, Suite] = {suite.name: suite for suite in (INTL, SM)}
ALGORITHMS = frozenset(suite.algorithm for suite in SUITES.values())
JWS = frozenset(suite.jws for suite in SUITES.values())


def spoken() -> tuple[Suite, ...]:
    """The suites that this machine can use."""
    return (INTL, SM) if sm2.IS_HERE else (INTL,)


def of_curve(written: Mapping[str, Any]) -> Suite:
    """The suite that a key is of, by its JWK."""
    return SM if written.get("crv") == "SM2" else INTL


def encoded(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def bytes32(text: str) -> bytes:
    """Thirty-two bytes from base64url; ValueError for another length."""
    raw = base64.urlsafe_b64decode(text + "=")
    if len(raw) != 32:
        raise ValueError("a key of another length")
    return raw
