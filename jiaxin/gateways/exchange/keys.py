"""The keys of the exchange: our private halves, the departments' public halves, and their file.

Only public halves ever change hands, as a card (a JWK set with the party's name). Pairing with the
sandbox, or with any department, is four commands, safe to run again:

    KEYS=$JIAXIN_HOME/keys/exchange.json
    python -m jiaxin.gateways.exchange.keys make --file $KEYS
    python -m jiaxin.gateways.exchange.keys card --file $KEYS --out our.json
    python -m sandbox keys --home $JIAXIN_HOME/sandbox --trust our.json --out police.json
    python -m jiaxin.gateways.exchange.keys trust --file $KEYS --card police.json \
        --url http://127.0.0.1:8091

`make` keeps keys that are there. `trust` replaces what was known of that department.
"""

import argparse
import base64
import json
import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, override

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from jiaxin.gateways.exchange.signatures import SignatureRefused

PLATFORM = "jiaxin"

# Another suite brings its own pair of curve and algorithm here, and classes beside those below.
type Use = Literal["sig", "enc"]
CURVES: dict[Use, Literal["Ed25519", "X25519"]] = {"sig": "Ed25519", "enc": "X25519"}
ED25519 = "ed25519"
INTL = "intl"
SUITES = (INTL,)


class KeysUnusable(Exception):
    """A key file or card is missing, unreadable, open to others, or holds no key in force."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One key, private or only its public half, and the time in which it is in force."""

    kid: str
    use: Use
    public: bytes
    private: bytes | None = None
    not_before: int | None = None
    not_after: int | None = None

    @override
    def __repr__(self) -> str:
        return f"Key({self.kid!r})"

    @property
    def algorithm(self) -> str:
        return ED25519

    @property
    def suite(self) -> str:
        """Which suite of algorithms the key belongs to."""
        return INTL

    def holds(self, moment: datetime) -> bool:
        at = moment.timestamp()
        return (self.not_before or 0) <= at and (self.not_after is None or at < self.not_after)

    def sign(self, text: bytes) -> bytes:
        if self.private is None:
            raise KeysUnusable(f"{self.kid} has no private half here")
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(text)

    def verify(self, text: bytes, signature: bytes) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except InvalidSignature as error:
            raise SignatureRefused("the signature is not of this key") from error


@dataclass(frozen=True, slots=True)
class Party:
    """A name and its keys: ours hold private halves, a department's only public ones."""

    name: str
    keys: tuple[Key, ...]

    def newest(self, use: Use, now: datetime) -> Key:
        """The key to sign with, or to seal to, at this moment."""
        held = [key for key in self.keys if key.use == use and key.holds(now)]
        if not held:
            raise KeysUnusable(f"{self.name} has no key in force ({use})")
        return max(held, key=lambda key: key.not_before or 0)

    def find(self, use: Use, kid: object, now: datetime) -> Key | None:
        """The key of that id, if it is this party's and in force."""
        for key in self.keys:
            if key.use == use and key.kid == kid and key.holds(now):
                return key
        return None


@dataclass(frozen=True, slots=True)
class DepartmentKeys:
    """What two parties need to speak: all of ours, and the public halves of theirs."""

    ours: Party
    theirs: Party


@dataclass(frozen=True, slots=True)
class Paired:
    """A department that we speak with: where it listens, and the keys for it."""

    url: str
    keys: DepartmentKeys


class _Written(Protocol):
    def write(self, text: str, /) -> object: ...


def generate(party: str, use: Use) -> Key:
    """A fresh private key with an id of its own."""
    private = secrets.token_bytes(32)
    # The id is random: it must say nothing of the key, and never come twice.
    return Key(f"{party}-{use}-{secrets.token_hex(6)}", use, _public_half(use, private), private)


def _public_half(use: Use, private: bytes) -> bytes:
    if use == "sig":
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def write_public(key: Key) -> dict[str, Any]:
    """The public half as a JWK (RFC 7517, RFC 8037); `nbf` and `exp` bound its time."""
    written: dict[str, Any] = {"kid": key.kid, "use": key.use, "kty": "OKP"}
    written |= {"crv": CURVES[key.use], "x": _base64(key.public)}
    if key.not_before is not None:
        written["nbf"] = key.not_before
    if key.not_after is not None:
        written["exp"] = key.not_after
    return written


def write_private(key: Key) -> dict[str, Any]:
    """The whole key as a JWK, for our own file only."""
    if key.private is None:
        raise KeysUnusable(f"{key.kid} has no private half here")
    return write_public(key) | {"d": _base64(key.private)}


def read_key(written: dict[str, Any]) -> Key:
    """A key from its JWK. Only the curves of this suite are taken."""
    try:
        use: Use = "enc" if written["use"] == "enc" else "sig"
        if written["kty"] != "OKP" or written["crv"] != CURVES[use]:
            raise KeysUnusable("a key of an unknown suite")
        private = _bytes32(written["d"]) if "d" in written else None
        public = _public_half(use, private) if private else _bytes32(written["x"])
        return Key(
            str(written["kid"]), use, public, private, written.get("nbf"), written.get("exp")
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KeysUnusable("a key cannot be read") from error


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes32(text: str) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=")
    if len(raw) != 32:
        raise ValueError("a key of another length")
    return raw


def read_party(written: dict[str, Any]) -> Party:
    """A party from its card."""
    try:
        return Party(str(written["party"]), tuple(read_key(key) for key in written["keys"]))
    except (KeyError, TypeError) as error:
        raise KeysUnusable("a card of keys cannot be read") from error


def make(file: Path, party: str = PLATFORM) -> None:
    """Makes our keys if there are none. What is there stays."""
    if file.exists():
        return
    keys = [write_private(generate(party, use)) for use in CURVES]
    _save(file, {"party": party, "keys": keys, "departments": {}})


def card(file: Path) -> dict[str, Any]:
    """Our public halves, to be handed to a department."""
    ours = read_party(_read_own(file))
    return {"party": ours.name, "keys": [write_public(key) for key in ours.keys]}


def trust(file: Path, department: dict[str, Any], url: str) -> None:
    """From now on this department, with these keys, is who answers at this address."""
    theirs = read_party(department)
    whole = _read_own(file)
    public = [write_public(key) for key in theirs.keys]
    whole["departments"][theirs.name] = {"party": theirs.name, "url": url, "keys": public}
    _save(file, whole)


def own(file: Path) -> Party:
    """Our own keys, with their private halves."""
    return read_party(_read_own(file))


def load(file: Path, department: str) -> Paired:
    """Our keys and that department's, as the file has them."""
    whole = _read_own(file)
    try:
        entry = whole["departments"][department]
        url = str(entry["url"])
    except (KeyError, TypeError) as error:
        raise KeysUnusable(f"{department} is not paired yet") from error
    return Paired(url, DepartmentKeys(ours=read_party(whole), theirs=read_party(entry)))


def _read_own(file: Path) -> dict[str, Any]:
    if file.exists() and file.stat().st_mode & 0o077:
        raise KeysUnusable(f"{file} is open to other users: chmod 600 it")
    return _read(file)


def _read(file: Path) -> dict[str, Any]:
    try:
        whole = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise KeysUnusable(f"{file} cannot be read") from error
    if not isinstance(whole, dict):
        raise KeysUnusable(f"{file} is no key file")
    return whole


def _save(file: Path, whole: dict[str, Any]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(whole, out, ensure_ascii=False, indent=2)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jiaxin.gateways.exchange.keys", description="Keys of the exchange."
    )
    acts = parser.add_subparsers(dest="act", required=True)
    for act, about in (
        ("make", "make our keys, if there are none"),
        ("card", "write our public halves, for a department"),
        ("trust", "take a department's public halves"),
    ):
        sub = acts.add_parser(act, help=about)
        sub.add_argument("--file", type=Path, required=True, help="our key file (0600)")
        if act == "make":
            sub.add_argument("--party", default=PLATFORM, help="our name on the exchange")
        if act == "card":
            sub.add_argument("--out", type=Path, help="where to write it (default: the screen)")
        if act == "trust":
            sub.add_argument("--card", type=Path, required=True, help="the department's card")
            sub.add_argument("--url", required=True, help="where it listens, without a path")
    return parser


def main(argv: Sequence[str] | None = None, out: _Written = sys.stdout) -> int:
    """The command. Says what went wrong in one line, and ends with 1."""
    chosen = _arguments().parse_args(argv)
    try:
        match chosen.act:
            case "make":
                make(chosen.file, chosen.party)
            case "card":
                text = json.dumps(card(chosen.file), indent=2) + "\n"
                (chosen.out.write_text(text, "utf-8") if chosen.out else out.write(text))
            case "trust":
                trust(chosen.file, _read(chosen.card), chosen.url)
    except KeysUnusable as error:
        out.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
