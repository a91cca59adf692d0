"""Signed notes (c2sp.org/signed-note) and checkpoints (c2sp.org/tlog-checkpoint). Pure."""

import binascii
import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from jiaxin.ground.crypto.signing import Scheme, SigningKey, verifies

# What leads a published key. SM2 has no byte of its own in the standard: the one that is set
# apart for such, and a name after it. Its key is a point, 04 ‖ x ‖ y; its signatures are DER.
TYPES = {Scheme.ED25519: b"\x01", Scheme.SM2: b"\xffsm2-with-sm3:"}
LENGTHS = {Scheme.ED25519: 32, Scheme.SM2: 65}
# What no note may be longer than, and no signature block either.
LONGEST = 1_000_000
MOST_SIGNATURES = 100
_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class NotSigned(Exception):
    """No known key signed this note, or it is no note."""


@dataclass(frozen=True, slots=True)
class Key:
    """A name and a public key, as verifiers know them."""

    name: str
    public: bytes
    scheme: Scheme = Scheme.ED25519

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.public) != LENGTHS[self.scheme]:
            raise ValueError("not a key's name, or not a key of its kind")

    @property
    def coded(self) -> bytes:
        return TYPES[self.scheme] + self.public

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + self.coded).digest()[:4]

    @property
    def text(self) -> str:
        """How the key is published: name+id+base64(type, key)."""
        return f"{self.name}+{self.id.hex()}+{b64encode(self.coded).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key that a published line stands for; ValueError for anything else."""
        name, _, rest = text.strip().partition("+")
        id_, _, coded = rest.partition("+")
        raw = b64decode(coded, validate=True)
        for scheme, type_ in TYPES.items():
            if raw.startswith(type_):
                key = cls(name, raw.removeprefix(type_), scheme)
                if key.id.hex() == id_:
                    return key
        raise ValueError("not a verifier key")


def sign(text: str, name: str, signers: Sequence[SigningKey]) -> str:
    """The note: this text, signed under this name by each of them."""
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("a note's text is lines, each with its end")
    lines = [
        f"— {key.name} {b64encode(key.id + signer.sign(text.encode())).decode()}\n"
        for signer in signers
        for key in [Key(name, signer.public, signer.scheme)]
    ]
    return f"{text}\n{''.join(lines)}"


def opened(note: str, keys: Iterable[Key]) -> str:
    """The note's text, once a known key is seen to have signed it. Unknown keys say nothing."""
    text, gap, block = note.rpartition("\n\n")
    lines = block.split("\n")
    if not gap or lines.pop() or len(note) > LONGEST or not 0 < len(lines) <= MOST_SIGNATURES:
        raise NotSigned("not a signed note")
    known = {(key.name, key.id): key for key in keys}
    text += "\n"
    signed = False
    for line in lines:
        name, id_, signature = _signature(line)
        if key := known.get((name, id_)):
            _verify(key, signature, text)
            signed = True
    if not signed:
        raise NotSigned("signed by no known key")
    return text


def signers(note: str) -> set[bytes]:
    """The ids of the keys that say they signed it."""
    _, _, block = note.rpartition("\n\n")
    return {_signature(line)[1] for line in block.splitlines()}


def _signature(line: str) -> tuple[str, bytes, bytes]:
    found = _SIGNATURE.fullmatch(line)
    if found is None:
        raise NotSigned("not a signature line")
    try:
        raw = b64decode(found[2], validate=True)
    except binascii.Error as wrong:
        raise NotSigned("not a signature line") from wrong
    return found[1], raw[:4], raw[4:]


def _verify(key: Key, signature: bytes, text: str) -> None:
    if not verifies(key.scheme, key.public, text.encode(), signature):
        raise NotSigned(f"the signature of {key.name} does not fit")


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: whose log, how many leaves, under which root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The head that a checkpoint's text gives; ValueError for any other text."""
        origin, size, root, *_ = [*text.split("\n"), "", "", ""]
        if not origin or not _SIZE.fullmatch(size):
            raise ValueError("not a checkpoint")
        raw = b64decode(root, validate=True)
        if len(raw) != 32:
            raise ValueError("not a checkpoint")
        return cls(origin, int(size), raw)
