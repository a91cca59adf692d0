"""The keys this process works with: the ring, and the port to people's data keys.

Joined once at start by `config.wiring`. Data keys are cached for the length of one request or
service only, so that a destroyed key opens nothing a moment later, in any process.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from jiaxin.ground.crypto.keyring import KeyRing
from jiaxin.ground.crypto.signing import SigningKey
from jiaxin.ground.crypto.suites import INTL, DoesNotOpen, Suite, suite

# The owner of what belongs to no person yet: one-time codes, messages to unknown phones.
SYSTEM_OWNER = UUID(int=1)

# Suite id, key generation, nonce, tag, and nothing between.
SHORTEST = 1 + 4 + 12 + 16


@dataclass(frozen=True, slots=True)
class DataKey:
    """One person's key, with its generation and the suite it is used with."""

    generation: int
    suite_id: int
    key: bytes


class DataKeys(Protocol):
    """Where wrapped data keys are kept. `generation` None asks for the newest, made if missing."""

    def of(self, owner: UUID, generation: int | None) -> DataKey: ...

    def newest_of(self, owners: Sequence[UUID]) -> dict[UUID, DataKey]: ...


class NotJoined(RuntimeError):
    """A key was needed before the wiring joined the ring."""


class _Joined:
    suite: Suite = INTL
    ring: KeyRing | None = None
    data_keys: DataKeys | None = None


_cache: ContextVar[dict[tuple[UUID, int | None], DataKey] | None] = ContextVar(
    "data_keys", default=None
)


def join(*, ring: KeyRing, data_keys: DataKeys, suite: Suite = INTL) -> None:
    """Tell this process its keys, and the suite that new data keys are made for."""
    _Joined.ring, _Joined.data_keys, _Joined.suite = ring, data_keys, suite
    purpose_key.cache_clear()
    signing_key.cache_clear()


def suite_of_new_keys() -> Suite:
    """The suite that this deployment writes with."""
    return _Joined.suite


def ring() -> KeyRing:
    if _Joined.ring is None:
        raise NotJoined("no key ring")
    return _Joined.ring


@lru_cache(maxsize=128)
def purpose_key(purpose: str, suite_id: int = INTL.id) -> bytes:
    """32 bytes that serve this purpose only."""
    return ring().purpose_key(purpose, suite(suite_id))


def mac(purpose: str, message: bytes, by: Suite = INTL) -> bytes:
    """A suite's keyed hash of a message, under a purpose's key."""
    return by.mac(purpose_key(purpose, by.id), message)


@lru_cache(maxsize=32)
def signing_key(purpose: str, suite_id: int = INTL.id) -> SigningKey:
    """The key that signs for this purpose in a suite."""
    return ring().signing_key(purpose, suite(suite_id))


@contextmanager
def keys_at_hand() -> Iterator[None]:
    """Within this block each data key is fetched once."""
    if _cache.get() is not None:
        yield
        return
    token = _cache.set({})
    try:
        yield
    finally:
        _cache.reset(token)


def forget(owner: UUID) -> None:
    """Drop an owner's keys from the block at hand (after they were destroyed)."""
    held = _cache.get()
    for place in [place for place in held or {} if place[0] == owner]:
        if held is not None:
            del held[place]


def forget_all() -> None:
    """Drop every key from the block at hand: one that was made in a rolled-back act is no key."""
    held = _cache.get()
    if held is not None:
        held.clear()


def data_key(owner: UUID, generation: int | None = None) -> DataKey:
    held = _cache.get()
    if held is not None and (owner, generation) in held:
        return held[owner, generation]
    if _Joined.data_keys is None:
        raise NotJoined("no data keys")
    found = _Joined.data_keys.of(owner, generation)
    if held is not None:
        held[owner, generation] = held[owner, found.generation] = found
    return found


def fetch(owners: Sequence[UUID]) -> None:
    """Fetch many people's newest keys at once, for the block at hand."""
    held = _cache.get()
    if held is None or _Joined.data_keys is None:
        raise NotJoined("no block that keeps keys at hand")
    wanted = [owner for owner in owners if (owner, None) not in held]
    for owner, key in _Joined.data_keys.newest_of(wanted).items():
        held[owner, None] = held[owner, key.generation] = key


def seal(owner: UUID, clear: bytes, place: bytes) -> bytes:
    """suite id (1) · key generation (4) · nonce (12) · body and tag; bound to the place."""
    held = data_key(owner)
    head = bytes([held.suite_id]) + held.generation.to_bytes(4, "big")
    return head + suite(held.suite_id).seal(held.key, clear, head + place)


def unseal(owner: UUID, sealed: bytes, place: bytes) -> bytes:
    """The clear bytes, or DoesNotOpen: another place, another owner, a destroyed key."""
    if len(sealed) < SHORTEST:
        raise DoesNotOpen("too short")
    head, body = sealed[:5], sealed[5:]
    held = data_key(owner, int.from_bytes(head[1:], "big"))
    return suite(head[0]).open(held.key, body, head + place)
