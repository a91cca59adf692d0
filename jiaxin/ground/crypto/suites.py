"""Cipher suites: which algorithms seal a column. The suite's id leads every ciphertext."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class DoesNotOpen(Exception):
    """The ciphertext is not for this place, or not under this key."""


@dataclass(frozen=True, slots=True)
class Suite:
    """An authenticated cipher with a 12-byte nonce and a 16-byte tag."""

    id: int
    name: str
    key_size: int

    def seal(self, key: bytes, clear: bytes, bound_to: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(key[: self.key_size]).encrypt(nonce, clear, bound_to)

    def open(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        try:
            return AESGCM(key[: self.key_size]).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
        except (InvalidTag, ValueError) as wrong:
            raise DoesNotOpen from wrong


INTL = Suite(id=1, name="intl", key_size=32)  # AES-256-GCM
SUITES: dict[int, Suite] = {INTL.id: INTL}  # the SM suite joins here, under id 2


def suite(suite_id: int) -> Suite:
    """The suite of this id; DoesNotOpen for one that this deployment does not know."""
    try:
        return SUITES[suite_id]
    except KeyError as unknown:
        raise DoesNotOpen(f"suite {suite_id}") from unknown
