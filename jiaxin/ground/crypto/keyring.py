"""The key ring: a root key, key-encryption keys with ids, and keys derived for one purpose each.

Root key → key-encryption keys (KEK) → one data key per person → sealed columns.
Purpose keys (blind indexes, certificate codes, wake-up topics) are derived from the root by HKDF
(RFC 5869) with the purpose as `info`, so no two purposes ever share a key.
"""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Protocol, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jiaxin.ground.crypto.suites import INTL, DoesNotOpen

DATA_KEY = 32


class SigningKey(Protocol):
    """An Ed25519 key that signs for one purpose; its private half may be out of reach."""

    @property
    def public(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes: ...


class KeyRing(Protocol):
    """Where the root key lives: a file by default, a KMS or an HSM in other deployments."""

    @property
    def is_demo(self) -> bool: ...

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[int, bytes]: ...

    def unwrap(self, kek_id: int, wrapped: bytes, bound_to: bytes) -> bytes: ...

    def purpose_key(self, purpose: str) -> bytes: ...

    def signing_key(self, purpose: str) -> SigningKey: ...


class DerivedSigningKey:
    """A signing key made from a seed, the same each time."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class WeakKeys(Exception):
    """The key file is missing, malformed, too short, or readable by others."""


class FileKeyRing:
    """The ring in one JSON file, 0600, made at first start."""

    def __init__(self, root: bytes, keks: dict[int, bytes], is_demo: bool) -> None:
        self._root = root
        self._keks = keks
        # A key-encryption key lives as long as the ring: its cipher is set up once.
        self._unwrap = {number: INTL.opener(kek) for number, kek in keks.items()}
        self._is_demo = is_demo

    @property
    def is_demo(self) -> bool:
        return self._is_demo

    @classmethod
    def create(cls, path: Path, origin: str) -> Self:
        """Make a new ring. `origin` is "demo" or "production" and stays in the file."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        root, kek = secrets.token_bytes(32), secrets.token_bytes(32)
        wrapped = INTL.seal(root, kek, b"kek.1")
        text = json.dumps(
            {
                "version": 1,
                "origin": origin,
                "root": base64.b64encode(root).decode(),
                "keks": {"1": base64.b64encode(wrapped).decode()},
            },
            indent=2,
        )
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the ring, or raise WeakKeys with what is wrong with the file."""
        if not path.exists():
            raise WeakKeys(f"no key file at {path}")
        if path.stat().st_mode & 0o077:
            raise WeakKeys(f"{path} may be read by others; set its mode to 600")
        try:
            held = json.loads(path.read_text())
            root = base64.b64decode(held["root"], validate=True)
            keks = {
                int(number): INTL.open(root, base64.b64decode(wrapped), f"kek.{number}".encode())
                for number, wrapped in held["keks"].items()
            }
        except (KeyError, ValueError, TypeError, AttributeError, DoesNotOpen) as wrong:
            raise WeakKeys(f"{path} is not a key file") from wrong
        if len(root) != 32 or not keks:
            raise WeakKeys(f"{path} holds a root key of the wrong length")
        return cls(root, keks, held.get("origin") == "demo")

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[int, bytes]:
        kek_id = max(self._keks)
        return kek_id, INTL.seal(self._keks[kek_id], data_key, self._place(kek_id, bound_to))

    def unwrap(self, kek_id: int, wrapped: bytes, bound_to: bytes) -> bytes:
        if kek_id not in self._unwrap:
            raise DoesNotOpen(f"key-encryption key {kek_id}")
        return self._unwrap[kek_id](wrapped, self._place(kek_id, bound_to))

    def purpose_key(self, purpose: str) -> bytes:
        hkdf = HKDF(algorithm=SHA256(), length=32, salt=b"jiaxin.v1", info=purpose.encode())
        return hkdf.derive(self._root)

    def signing_key(self, purpose: str) -> SigningKey:
        # A name of its own, so that no purpose key is ever a seed.
        return DerivedSigningKey(self.purpose_key(f"sign.{purpose}"))

    @staticmethod
    def _place(kek_id: int, bound_to: bytes) -> bytes:
        return b"datakey." + str(kek_id).encode() + b"." + bound_to


def new_data_key() -> bytes:
    return secrets.token_bytes(DATA_KEY)
