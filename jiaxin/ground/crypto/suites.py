"""Cipher suites: which algorithms seal a column. The suite's id leads every ciphertext.

`intl` is AES-256-GCM with HMAC-SHA256; `sm` is SM4-GCM with HMAC-SM3 (GB/T 32907, GB/T 32905).
A deployment writes with one and reads both, so that it may change from one to the other.
What each signs with is in `signing`.
"""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, override

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3, HashAlgorithm
from cryptography.hazmat.primitives.hmac import HMAC

NONCE = 12
TAG = 16


class DoesNotOpen(Exception):
    """The ciphertext is not for this place, or not under this key."""


# Opens what one key sealed: (nonce, body and tag) and what it is bound to.
type Opener = Callable[[bytes, bytes], bytes]


class Suite(Protocol):
    """An authenticated cipher with a 12-byte nonce and a 16-byte tag, and a keyed hash."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...

    def seal(self, key: bytes, clear: bytes, bound_to: bytes) -> bytes: ...

    def open(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes: ...

    def opener(self, key: bytes) -> Opener: ...

    def mac(self, key: bytes, message: bytes) -> bytes: ...

    def hash(self) -> HashAlgorithm: ...


@dataclass(frozen=True, slots=True)
class International(Suite):
    """AES-256-GCM (NIST SP 800-38D), HMAC-SHA256."""

    id: int = 1
    name: str = "intl"

    @override
    def seal(self, key: bytes, clear: bytes, bound_to: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(key).encrypt(nonce, clear, bound_to)

    @override
    def open(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        try:
            return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
        except (InvalidTag, ValueError) as wrong:
            raise DoesNotOpen from wrong

    @override
    def opener(self, key: bytes) -> Opener:
        decrypt = AESGCM(key).decrypt

        def opened(sealed: bytes, bound_to: bytes) -> bytes:
            try:
                return decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
            except (InvalidTag, ValueError) as wrong:
                raise DoesNotOpen from wrong

        return opened

    @override
    def mac(self, key: bytes, message: bytes) -> bytes:
        return hmac.digest(key, message, "sha256")

    @override
    def hash(self) -> HashAlgorithm:
        return SHA256()


@dataclass(frozen=True, slots=True)
class ShangMi(Suite):
    """SM4-GCM under the first 16 bytes of the key, HMAC-SM3."""

    id: int = 2
    name: str = "sm"

    @override
    def seal(self, key: bytes, clear: bytes, bound_to: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        sealer = Cipher(SM4(key[:16]), GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(bound_to)
        return nonce + sealer.update(clear) + sealer.finalize() + sealer.tag

    @override
    def open(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        nonce, body, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
        try:
            opener = Cipher(SM4(key[:16]), GCM(nonce, tag)).decryptor()
            opener.authenticate_additional_data(bound_to)
            return opener.update(body) + opener.finalize()
        except (InvalidTag, ValueError) as wrong:
            raise DoesNotOpen from wrong

    @override
    def opener(self, key: bytes) -> Opener:
        return lambda sealed, bound_to: self.open(key, sealed, bound_to)

    @override
    def mac(self, key: bytes, message: bytes) -> bytes:
        keyed = HMAC(key, SM3())
        keyed.update(message)
        return keyed.finalize()

    @override
    def hash(self) -> HashAlgorithm:
        return SM3()


INTL: Suite = International()
SM: Suite = ShangMi()
SUITES: dict[int, Suite] = {suite.id: suite for suite in (INTL, SM)}


def suite(suite_id: int) -> Suite:
    """The suite of this id; DoesNotOpen for one that is not known."""
    try:
        return SUITES[suite_id]
    except KeyError as unknown:
        raise DoesNotOpen(f"suite {suite_id}") from unknown


def named(name: str) -> Suite:
    """The suite that a deployment chose by its name; ValueError for one that is not known."""
    for known in SUITES.values():
        if known.name == name:
            return known
    raise ValueError(f"{name!r}: {' or '.join(known.name for known in SUITES.values())}")
