"""A key ring whose root is in a token (PKCS#11): an HSM, a key card, SoftHSM.

The root is a secret key that is made inside the token and never leaves it; all it is asked for is
HMAC-SHA256, which every token has. With it the token does the second half of HKDF (RFC 5869), and
what comes out seals the ring's key-encryption keys and serves one purpose each, as with a file.
The token is asked at start and for each purpose once; while it is away, what runs goes on.
"""

import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jiaxin.ground.crypto.keyring import (
    NoSuchChange,
    StoredKeyRing,
    WeakKeys,
    must_be_own,
    write_new,
)
from jiaxin.ground.crypto.roots import SALTS, Root
from jiaxin.ground.crypto.suites import INTL, Suite

try:
    import pkcs11
    from pkcs11.exceptions import PKCS11Error
except ImportError:  # the extra `token` is not installed
    IS_HERE = False
else:
    IS_HERE = True

if TYPE_CHECKING:
    from pkcs11 import Session

_BITS = 256
_BLOCK = 32


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a token is: its maker's library, its label, and the file that holds its PIN."""

    module: Path
    label: str
    pin_file: Path

    def pin(self) -> str:
        must_be_own(self.pin_file)
        return self.pin_file.read_text().strip()


class _Open:
    """One session a token and process: a token knows one sign-in, whoever asks."""

    lock = threading.RLock()
    sessions: dict[TokenPlace, "Session"] = {}


class TokenRoot:
    """A secret key in a token, that answers with keyed hashes and nothing else."""

    def __init__(self, place: TokenPlace, key_label: str) -> None:
        self._place, self._key_label = place, key_label

    def derive(self, suite: Suite, purpose: bytes, length: int) -> bytes:
        if suite.id == INTL.id:
            return self._expand(SALTS[suite.id] + b"." + purpose, length)
        # Tokens have no name for HMAC with SM3: theirs first, and the suite's own over it.
        salt = SALTS[suite.id]
        within = self._expand(salt + b"." + purpose, _BLOCK)
        return HKDF(algorithm=suite.hash(), length=length, salt=salt, info=purpose).derive(within)

    def sealing_key(self, suite: Suite) -> bytes:
        return self.derive(suite, b"seal.kek", _BLOCK)

    def _expand(self, info: bytes, length: int) -> bytes:
        found, block = b"", b""
        while len(found) < length:
            count = bytes([len(found) // _BLOCK + 1])
            block = self._hmac(block + info + count)
            found += block
        return found[:length]

    def _hmac(self, message: bytes) -> bytes:
        with _Open.lock:
            try:
                return self._asked(message)
            except PKCS11Error:
                # A session does not outlive a token that was pulled, or a restarted HSM: once more.
                _close(self._place)
            try:
                return self._asked(message)
            except PKCS11Error as wrong:
                raise _worded(self._place, wrong) from wrong

    def _asked(self, message: bytes) -> bytes:
        key: Any = _session(self._place).get_key(
            object_class=pkcs11.ObjectClass.SECRET_KEY, label=self._key_label
        )
        answer: bytes = key.sign(message, mechanism=pkcs11.Mechanism.SHA256_HMAC)
        return answer


class TokenKeyRing(StoredKeyRing):
    """A ring in a file that opens only with its token."""

    def __init__(self, path: Path, place: TokenPlace) -> None:
        def root_of(said: dict[str, Any]) -> Root:
            named = said.get("token")
            if named is None:
                raise WeakKeys(f"{path} holds its root itself: unset JIAXIN_PKCS11_MODULE")
            if named["label"] != place.label:
                raise WeakKeys(f"{path} is of the token {named['label']}, not {place.label}")
            return TokenRoot(place, named["key"])

        _must_be_here()
        super().__init__(path, root_of)

    @classmethod
    def create(cls, path: Path, origin: str, place: TokenPlace, suite: Suite = INTL) -> Self:
        """Make a root in the token, and a ring of it. Neither is ever made over another."""
        _must_be_here()
        if path.exists():
            raise NoSuchChange(f"{path} is there already")
        label = f"jiaxin.root.{secrets.token_hex(4)}"
        _make(place, label)
        said = {"token": {"label": place.label, "key": label}}
        write_new(path, said, TokenRoot(place, label), origin, suite)
        return cls.load(path, place)

    @classmethod
    def load(cls, path: Path, place: TokenPlace) -> Self:
        """Read the ring, or raise WeakKeys with what is wrong with the file or the token."""
        must_be_own(path)
        return cls(path, place)


def _make(place: TokenPlace, label: str) -> None:
    with _Open.lock:
        try:
            key = _session(place).generate_key(
                pkcs11.KeyType.GENERIC_SECRET,
                _BITS,
                label=label,
                store=True,
                capabilities=pkcs11.MechanismFlag.SIGN,
                template={
                    pkcs11.Attribute.SENSITIVE: True,
                    pkcs11.Attribute.EXTRACTABLE: False,
                },
            )
            if key[pkcs11.Attribute.EXTRACTABLE]:
                raise WeakKeys(f"the token {place.label} makes keys that could leave it")
        except PKCS11Error as wrong:
            raise _worded(place, wrong) from wrong


def _session(place: TokenPlace) -> "Session":
    if place not in _Open.sessions:
        token = pkcs11.lib(str(place.module)).get_token(token_label=place.label)
        _Open.sessions[place] = token.open(rw=True, user_pin=place.pin())
    return _Open.sessions[place]


def _close(place: TokenPlace) -> None:
    session = _Open.sessions.pop(place, None)
    if session is not None:
        try:
            session.close()
        except PKCS11Error:
            return  # it was gone already


def _worded(place: TokenPlace, wrong: Exception) -> WeakKeys:
    said = {
        "NoSuchToken": "there is no such token",
        "PinIncorrect": "its PIN is another",
        "PinLocked": "its PIN is locked",
        "NoSuchKey": "the root key is not in it",
    }
    name = type(wrong).__name__
    return WeakKeys(f"the token {place.label} cannot be used: {said.get(name, name)}")


def _must_be_here() -> None:
    if not IS_HERE:
        raise WeakKeys("JIAXIN_PKCS11_MODULE needs the extra `token` (python-pkcs11)")
