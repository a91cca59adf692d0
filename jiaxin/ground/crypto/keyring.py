"""The key ring: a root key, key-encryption keys with ids, and keys derived for one purpose each.

Root key → key-encryption keys (KEK) → one data key per person → sealed columns.
Purpose keys (blind indexes, certificate codes, wake-up topics) are derived from the root (`roots`).
Each KEK and each version of the blind indexes belongs to one suite, and is used with no other.
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

from jiaxin.ground.crypto import signing
from jiaxin.ground.crypto.roots import HeldRoot, Root
from jiaxin.ground.crypto.signing import SCHEME_OF, SEEDS, SigningKey
from jiaxin.ground.crypto.suites import INTL, DoesNotOpen, Suite, named

DATA_KEY = 32
# What the first rings wrapped: nonce, key and tag, always AES-256-GCM, with nothing before them.
FIRST_FORM = 12 + DATA_KEY + 16
# What leads the form of today, before the suite's id.
SECOND_FORM = 2


class KeyRing(Protocol):
    """Where the root key lives: a file by default, a KMS or an HSM in other deployments."""

    @property
    def is_demo(self) -> bool: ...

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[int, bytes]: ...

    def unwrap(self, kek_id: int, wrapped: bytes, bound_to: bytes) -> bytes: ...

    def purpose_key(self, purpose: str, suite: Suite = INTL) -> bytes: ...

    def signing_key(self, purpose: str, suite: Suite = INTL) -> SigningKey: ...

    def keks(self) -> tuple[int, ...]:
        """The key-encryption keys at hand, the one that wraps last."""
        ...

    def indexes(self) -> tuple[int, ...]:
        """The versions of the blind indexes in force: all are written, all are found."""
        ...

    def suite_of_kek(self, kek_id: int) -> Suite:
        """What a key-encryption key wraps with."""
        ...

    def suite_of_index(self, version: int) -> Suite:
        """What a version of the blind indexes is made with."""
        ...


class WeakKeys(Exception):
    """The key file is missing, malformed, too short, or readable by others."""


class NoSuchChange(Exception):
    """A change of the ring that must not be made; says why."""


@dataclass(frozen=True, slots=True, repr=False)
class _Kek:
    """A key-encryption key and the suite it wraps with."""

    key: bytes
    suite: Suite


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    """What a key file holds, opened."""

    root: Root
    keks: dict[int, _Kek]
    indexes: tuple[int, ...]
    index_suites: dict[int, Suite]
    is_demo: bool


# How long a process may not know of a change that another made to the file.
LEARNT_WITHIN = 1.0

# Finds the root that a key file names; WeakKeys where it is not to be had.
type RootOf = Callable[[dict[str, Any]], Root]


class StoredKeyRing:
    """A ring whose key-encryption keys lie in a JSON file, 0600, sealed under its root.

    A running process looks once a second whether the file has changed, and at once where a key is
    asked for that it does not know: so keys are rotated while everything runs.
    """

    def __init__(self, path: Path, root_of: RootOf) -> None:
        self._path, self._root_of = path, root_of
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._seen = _mark_of(path)
        self._held = _read(path, root_of)

    @property
    def is_demo(self) -> bool:
        return self._held.is_demo

    def keks(self) -> tuple[int, ...]:
        return tuple(sorted(self._fresh().keks))

    def indexes(self) -> tuple[int, ...]:
        return self._fresh().indexes

    def suite_of_kek(self, kek_id: int) -> Suite:
        return self._fresh().keks[kek_id].suite

    def suite_of_index(self, version: int) -> Suite:
        return self._fresh().index_suites.get(version, INTL)

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[int, bytes]:
        keks = self._fresh().keks
        kek_id = max(keks)
        kek = keks[kek_id]
        head = bytes([SECOND_FORM, kek.suite.id])
        return kek_id, head + kek.suite.seal(kek.key, data_key, head + _place(kek_id, bound_to))

    def unwrap(self, kek_id: int, wrapped: bytes, bound_to: bytes) -> bytes:
        held = self._held
        if kek_id not in held.keks:
            held = self._fresh(at_once=True)
        if kek_id not in held.keks:
            raise DoesNotOpen(f"key-encryption key {kek_id}")
        kek, place = held.keks[kek_id], _place(kek_id, bound_to)
        if len(wrapped) == FIRST_FORM and kek.suite.id == INTL.id:
            return INTL.open(kek.key, wrapped, place)
        head, body = wrapped[:2], wrapped[2:]
        if head != bytes([SECOND_FORM, kek.suite.id]):
            raise DoesNotOpen("wrapped in another form")
        return kek.suite.open(kek.key, body, head + place)

    def purpose_key(self, purpose: str, suite: Suite = INTL) -> bytes:
        return self._held.root.derive(suite, purpose.encode(), 32)

    def signing_key(self, purpose: str, suite: Suite = INTL) -> SigningKey:
        # A name of its own, so that no purpose key is ever a seed.
        length = SEEDS[SCHEME_OF[suite.id]]
        seed = self._held.root.derive(suite, f"sign.{purpose}".encode(), length)
        return signing.derived(suite, seed)

    def add_kek(self, suite: Suite = INTL) -> int:
        """Make the next key-encryption key; from now on it wraps. Its number."""

        def changed(said: dict[str, Any]) -> None:
            number = max(map(int, said["keks"])) + 1
            said["keks"][str(number)] = _sealed_kek(self._held.root, number, suite)

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

    def set_indexes(self, versions: Sequence[int], suite: Suite = INTL) -> None:
        """Which versions of the blind indexes are in force; those that are new, in this suite."""
        if not versions or list(versions) != sorted(set(versions)) or versions[0] < 1:
            raise NoSuchChange("versions go up, from one")

        def changed(said: dict[str, Any]) -> None:
            known = dict.fromkeys(map(str, said.get("indexes", [1])), INTL.name)
            known |= said.get("index_suites", {})
            said["indexes"] = list(versions)
            said["index_suites"] = {
                str(each): known.get(str(each), suite.name) for each in versions
            }

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
                    self._held, self._seen = _read(self._path, self._root_of), mark
            return self._held


class FileKeyRing(StoredKeyRing):
    """The whole ring in one file, its root among it, made at first start."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, _held_root)

    @classmethod
    def create(cls, path: Path, origin: str, suite: Suite = INTL) -> Self:
        """Make a new ring. `origin` is "demo" or "production" and stays in the file."""
        root = secrets.token_bytes(32)
        said = {"root": base64.b64encode(root).decode()}
        write_new(path, said, HeldRoot(root), origin, suite)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the ring, or raise WeakKeys with what is wrong with the file."""
        must_be_own(path)
        return cls(path)


def must_be_own(path: Path) -> None:
    """WeakKeys where a key file is missing or others may read it."""
    if not path.exists():
        raise WeakKeys(f"no key file at {path}")
    if path.stat().st_mode & 0o077:
        raise WeakKeys(f"{path} may be read by others; set its mode to 600")


def write_new(path: Path, said: dict[str, Any], root: Root, origin: str, suite: Suite) -> None:
    """A new ring with one key-encryption key and one version of the indexes, never over another."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = {"version": 2, "origin": origin} | said
    whole["keks"] = {"1": _sealed_kek(root, 1, suite)}
    whole["indexes"], whole["index_suites"] = [1], {"1": suite.name}
    _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), whole)


def _held_root(said: dict[str, Any]) -> Root:
    if "token" in said:
        raise WeakKeys("the root key is in a token: set JIAXIN_PKCS11_MODULE")
    root = base64.b64decode(said["root"], validate=True)
    if len(root) != 32:
        raise WeakKeys("a root key of the wrong length")
    return HeldRoot(root)


def _place(kek_id: int, bound_to: bytes) -> bytes:
    return b"datakey." + str(kek_id).encode() + b"." + bound_to


def _sealed_kek(root: Root, number: int, suite: Suite) -> dict[str, str]:
    kek = secrets.token_bytes(32)
    sealed = suite.seal(root.sealing_key(suite), kek, f"kek.{number}.{suite.name}".encode())
    return {"suite": suite.name, "sealed": base64.b64encode(sealed).decode()}


def _opened_kek(root: Root, number: str, said: Any) -> _Kek:
    if isinstance(said, str):  # as the first rings were written
        key = INTL.open(root.sealing_key(INTL), base64.b64decode(said), f"kek.{number}".encode())
        return _Kek(key, INTL)
    kind = named(said["suite"])
    place = f"kek.{number}.{kind.name}".encode()
    return _Kek(kind.open(root.sealing_key(kind), base64.b64decode(said["sealed"]), place), kind)


def _read(path: Path, root_of: RootOf) -> _Held:
    try:
        said = json.loads(path.read_text())
        root = root_of(said)
        keks = {int(number): _opened_kek(root, number, kek) for number, kek in said["keks"].items()}
        indexes = tuple(int(version) for version in said.get("indexes", [1]))
        suites = {int(each): named(kind) for each, kind in said.get("index_suites", {}).items()}
    except (KeyError, ValueError, TypeError, AttributeError, DoesNotOpen) as wrong:
        raise WeakKeys(f"{path} is not a key file") from wrong
    if not keks or not indexes:
        raise WeakKeys(f"{path} holds no key")
    return _Held(root, keks, indexes, suites, said.get("origin") == "demo")


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
