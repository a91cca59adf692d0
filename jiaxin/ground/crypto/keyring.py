"""The key ring: a root key, key-encryption keys with ids, and keys derived for one purpose each.

Root key → key-encryption keys (KEK) → one data key per person → sealed columns.
Purpose keys (blind indexes, certificate codes, wake-up topics) are derived from the root by HKDF
(RFC 5869) with the purpose as `info`, so no two purposes ever share a key.
"""

import base64
import fcntl
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

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

    def keks(self) -> tuple[int, ...]:
        """The key-encryption keys at hand, the one that wraps last."""
        ...

    def indexes(self) -> tuple[int, ...]:
        """The versions of the blind indexes in force: all are written, all are found."""
        ...


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


class NoSuchChange(Exception):
    """A change of the ring that must not be made; says why."""


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    """What a key file holds, opened."""

    root: bytes
    keks: dict[int, bytes]
    indexes: tuple[int, ...]
    is_demo: bool


# How long a process may not know of a change that another made to the file.
LEARNT_WITHIN = 1.0


class FileKeyRing:
    """The ring in one JSON file, 0600, made at first start.

    A running process looks once a second whether the file has changed, and at once where a key is
    asked for that it does not know: so keys are rotated while everything runs.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._seen = _mark_of(path)
        self._held = _read(path)

    @property
    def is_demo(self) -> bool:
        return self._held.is_demo

    @classmethod
    def create(cls, path: Path, origin: str) -> Self:
        """Make a new ring. `origin` is "demo" or "production" and stays in the file."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        root, kek = secrets.token_bytes(32), secrets.token_bytes(32)
        said = {
            "version": 1,
            "origin": origin,
            "root": base64.b64encode(root).decode(),
            "keks": {"1": base64.b64encode(INTL.seal(root, kek, b"kek.1")).decode()},
        }
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _write(handle, said)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the ring, or raise WeakKeys with what is wrong with the file."""
        if not path.exists():
            raise WeakKeys(f"no key file at {path}")
        if path.stat().st_mode & 0o077:
            raise WeakKeys(f"{path} may be read by others; set its mode to 600")
        return cls(path)

    def keks(self) -> tuple[int, ...]:
        return tuple(sorted(self._fresh().keks))

    def indexes(self) -> tuple[int, ...]:
        return self._fresh().indexes

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[int, bytes]:
        keks = self._fresh().keks
        kek_id = max(keks)
        return kek_id, INTL.seal(keks[kek_id], data_key, self._place(kek_id, bound_to))

    def unwrap(self, kek_id: int, wrapped: bytes, bound_to: bytes) -> bytes:
        held = self._held
        if kek_id not in held.keks:
            held = self._fresh(at_once=True)
        if kek_id not in held.keks:
            raise DoesNotOpen(f"key-encryption key {kek_id}")
        return INTL.open(held.keks[kek_id], wrapped, self._place(kek_id, bound_to))

    def purpose_key(self, purpose: str) -> bytes:
        hkdf = HKDF(algorithm=SHA256(), length=32, salt=b"jiaxin.v1", info=purpose.encode())
        return hkdf.derive(self._held.root)

    def signing_key(self, purpose: str) -> SigningKey:
        # A name of its own, so that no purpose key is ever a seed.
        return DerivedSigningKey(self.purpose_key(f"sign.{purpose}"))

    def add_kek(self) -> int:
        """Make the next key-encryption key; from now on it wraps. Its number."""

        def changed(said: dict[str, Any]) -> None:
            number = max(map(int, said["keks"])) + 1
            kek = secrets.token_bytes(32)
            sealed = INTL.seal(self._held.root, kek, f"kek.{number}".encode())
            said["keks"][str(number)] = base64.b64encode(sealed).decode()

        self._change(changed)
        return self.keks()[-1]

    def drop_kek(self, kek_id: int) -> None:
        """Forget one that wraps nothing any more; the one that wraps now stays."""

        def changed(said: dict[str, Any]) -> None:
            if str(kek_id) not in said["keks"]:
                raise NoSuchChange(f"there is no key-encryption key {kek_id}")
            if kek_id == max(map(int, said["keks"])):
                raise NoSuchChange(f"key-encryption key {kek_id} is the one that wraps now")
            del said["keks"][str(kek_id)]

        self._change(changed)

    def set_indexes(self, versions: Sequence[int]) -> None:
        """Which versions of the blind indexes are in force from now on."""
        if not versions or list(versions) != sorted(set(versions)) or versions[0] < 1:
            raise NoSuchChange("versions go up, from one")

        def changed(said: dict[str, Any]) -> None:
            said["indexes"] = list(versions)

        self._change(changed)

    def _change(self, change: Callable[[dict[str, Any]], None]) -> None:
        # One at a time, and whole or not at all: beside the file, then in its place.
        with _alone(self._path):
            said = json.loads(self._path.read_text())
            change(said)
            beside = self._path.with_name(f".{self._path.name}.new")
            beside.unlink(missing_ok=True)
            _write(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), said)
            beside.replace(self._path)
        self._fresh(at_once=True)

    def _fresh(self, *, at_once: bool = False) -> _Held:
        now = time.monotonic()
        if not at_once and now - self._looked < LEARNT_WITHIN:
            return self._held
        with self._lock:
            self._looked = now
            # A file that is gone or broken for a moment takes no key away from who runs.
            with suppress(WeakKeys, OSError):
                if (mark := _mark_of(self._path)) != self._seen:
                    self._held, self._seen = _read(self._path), mark
            return self._held

    @staticmethod
    def _place(kek_id: int, bound_to: bytes) -> bytes:
        return b"datakey." + str(kek_id).encode() + b"." + bound_to


def _read(path: Path) -> _Held:
    try:
        said = json.loads(path.read_text())
        root = base64.b64decode(said["root"], validate=True)
        keks = {
            int(number): INTL.open(root, base64.b64decode(wrapped), f"kek.{number}".encode())
            for number, wrapped in said["keks"].items()
        }
        indexes = tuple(int(version) for version in said.get("indexes", [1]))
    except (KeyError, ValueError, TypeError, AttributeError, DoesNotOpen) as wrong:
        raise WeakKeys(f"{path} is not a key file") from wrong
    if len(root) != 32 or not keks or not indexes:
        raise WeakKeys(f"{path} holds a root key of the wrong length")
    return _Held(root, keks, indexes, said.get("origin") == "demo")


def _write(handle: int, said: dict[str, Any]) -> None:
    with os.fdopen(handle, "w") as out:
        out.write(json.dumps(said, indent=2))
        out.flush()
        os.fsync(out.fileno())


def _mark_of(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """No other process changes this file meanwhile."""
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def new_data_key() -> bytes:
    return secrets.token_bytes(DATA_KEY)
