"""The keys of the exchange: our private halves, the departments' public halves, and their file.

Only public halves ever change hands, as a card (a JWK set with the party's name). Pairing with the
sandbox, or with any department, is four commands, safe to run again:

    KEYS=$JIAXIN_HOME/keys/exchange.json
    python -m jiaxin.gateways.exchange.keys make --file $KEYS
    python -m jiaxin.gateways.exchange.keys card --file $KEYS --out our.json
    python -m sandbox keys --home $JIAXIN_HOME/sandbox --trust our.json --out police.json
    python -m jiaxin.gateways.exchange.keys trust --file $KEYS --card police.json \
        --url http://127.0.0.1:8091

`make` keeps keys that are there; with `--suite sm` it lays those of the other suite beside them.
`trust` replaces what was known of that department.
"""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, override

from jiaxin.gateways.exchange import suites
from jiaxin.gateways.exchange.signatures import SignatureRefused
from jiaxin.gateways.exchange.suites import USES, Use
from jiaxin.ground import clock

PLATFORM = "jiaxin"

INTL = suites.INTL.name


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
    suite: str = INTL

    @override
    def __repr__(self) -> str:
        return f"Key({self.kid!r})"

    @property
    def algorithm(self) -> str:
        return suites.SUITES[self.suite].algorithm

    def holds(self, moment: datetime) -> bool:
        at = moment.timestamp()
        return (self.not_before or 0) <= at and (self.not_after is None or at < self.not_after)

    def sign(self, text: bytes) -> bytes:
        if self.private is None:
            raise KeysUnusable(f"{self.kid} has no private half here")
        return suites.SUITES[self.suite].sign(self.private, self.public, text)

    def verify(self, text: bytes, signature: bytes) -> None:
        if not suites.SUITES[self.suite].verifies(self.public, text, signature):
            raise SignatureRefused("the signature is not of this key")


@dataclass(frozen=True, slots=True)
class Party:
    """A name and its keys: ours hold private halves, a department's only public ones."""

    name: str
    keys: tuple[Key, ...]

    def newest(self, use: Use, now: datetime, suite: str) -> Key:
        """The key of that suite to sign with, or to seal to, at this moment."""
        held = [key for key in self.in_force(use, now) if key.suite == suite]
        if not held:
            raise KeysUnusable(f"{self.name} has no key in force ({suite}, {use})")
        return max(held, key=lambda key: key.not_before or 0)

    def in_force(self, use: Use, now: datetime) -> list[Key]:
        """Every key of that use at this moment."""
        return [key for key in self.keys if key.use == use and key.holds(now)]

    def speaks(self, suite: str, now: datetime) -> bool:
        """Whether it can sign in that suite, and be sealed to."""
        return all(any(key.suite == suite for key in self.in_force(use, now)) for use in USES)

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


def suite_between(sender: Party, recipient: Party, now: datetime) -> str:
    """The suite to write to them in: that of their newest key that the sender can sign beside."""
    spoken = {key.suite for key in sender.in_force("sig", now)}
    held = [key for key in recipient.in_force("enc", now) if key.suite in spoken]
    if not held:
        raise KeysUnusable(f"{recipient.name} has no key in force that {sender.name} can seal to")
    return max(held, key=lambda key: key.not_before or 0).suite


class _Written(Protocol):
    def write(self, text: str, /) -> object: ...


def generate(party: str, use: Use, suite: str = INTL, *, not_before: int | None = None) -> Key:
    """A fresh private key with an id of its own."""
    private, public = suites.SUITES[suite].generate(use)
    # The id is random: it must say nothing of the key, and never come twice.
    kid = f"{party}-{use}-{secrets.token_hex(6)}"
    return Key(kid, use, public, private, not_before, suite=suite)


def write_public(key: Key) -> dict[str, Any]:
    """The public half as a JWK (RFC 7517, RFC 8037); `nbf` and `exp` bound its time."""
    written: dict[str, Any] = {"kid": key.kid, "use": key.use}
    written |= suites.SUITES[key.suite].write(key.use, key.public)
    if key.not_before is not None:
        written["nbf"] = key.not_before
    if key.not_after is not None:
        written["exp"] = key.not_after
    return written


def write_private(key: Key) -> dict[str, Any]:
    """The whole key as a JWK, for our own file only."""
    if key.private is None:
        raise KeysUnusable(f"{key.kid} has no private half here")
    return write_public(key) | {"d": suites.encoded(key.private)}


def read_key(written: dict[str, Any]) -> Key:
    """A key from its JWK, of either suite."""
    try:
        use: Use = "enc" if written["use"] == "enc" else "sig"
        suite = suites.of_curve(written)
        public, private = suite.read(use, written)
        bounds = written.get("nbf"), written.get("exp")
        return Key(str(written["kid"]), use, public, private, *bounds, suite=suite.name)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeysUnusable("a key cannot be read, or is of an unknown suite") from error


def read_party(written: dict[str, Any]) -> Party:
    """A party from its card."""
    try:
        return Party(str(written["party"]), tuple(read_key(key) for key in written["keys"]))
    except (KeyError, TypeError) as error:
        raise KeysUnusable("a card of keys cannot be read") from error


def make(file: Path, party: str = PLATFORM, suite: str = INTL) -> None:
    """Makes our keys of that suite if there are none. What is there stays."""
    if not file.exists():
        keys = [write_private(generate(party, use, suite)) for use in USES]
        _save(file, {"party": party, "keys": keys, "departments": {}})
        return
    whole = _read_own(file)
    ours = read_party(whole)
    if any(key.suite == suite for key in ours.keys):
        return
    # Beside older keys these are the newer ones, and say so: it is they that are sealed to.
    since = int(clock.now().timestamp())
    whole["keys"] += [
        write_private(generate(ours.name, use, suite, not_before=since)) for use in USES
    ]
    _save(file, whole)


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


def departments(file: Path) -> tuple[str, ...]:
    """Whom we may ask, by name."""
    return tuple(sorted(_read_own(file).get("departments", {})))


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
            sub.add_argument("--suite", default=INTL, choices=[one.name for one in suites.spoken()])
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
                make(chosen.file, chosen.party, chosen.suite)
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
