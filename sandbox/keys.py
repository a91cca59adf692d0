"""The sandbox's keys: its own, those of the platforms it trusts, and the provider's secret."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox import sm2, suites
from sandbox.suites import encoded

PARTY = "police"


@dataclass(frozen=True, slots=True)
class Keys:
    """One file: private keys of the sandbox, public ones of each platform."""

    party: str
    own: list[dict[str, Any]]
    platforms: dict[str, list[dict[str, Any]]]
    sms_secret: str

    def of(self, use: str, suite: str) -> dict[str, Any]:
        """The newest of our own keys for this use in that suite; in another where it has none."""
        held = [key for key in self.own if key["use"] == use]
        return ([key for key in held if suites.of(key) == suite] or held)[-1]

    def own_by_id(self, kid: str) -> dict[str, Any] | None:
        """Our own key to open with, by its id."""
        return next((k for k in self.own if k["use"] == "enc" and k["kid"] == kid), None)

    def platform_of(self, kid: str, now: int) -> tuple[str, dict[str, Any]] | None:
        """Which platform signs with that key, and the key, while it is in force."""
        for name, keys in self.platforms.items():
            for key in keys:
                in_force = key.get("nbf", 0) <= now < key.get("exp", now + 1)
                if key["kid"] == kid and key["use"] == "sig" and in_force:
                    return name, key
        return None

    def seal_to(self, platform: str, suite: str, now: int) -> dict[str, Any]:
        """The newest key in force, of that suite, that this platform opens with."""
        held = [
            key
            for key in self.platforms[platform]
            if key["use"] == "enc" and key.get("nbf", 0) <= now < key.get("exp", now + 1)
            if suites.of(key) == suite
        ]
        return max(held, key=lambda key: int(key.get("nbf", 0)))


def fresh(use: str, suite: str = suites.INTL) -> dict[str, Any]:
    """A new private key as a JWK."""
    kid = f"{PARTY}-{use}-{secrets.token_hex(6)}"
    if suite == suites.SM:
        private, point = sm2.fresh()
        halves = {"x": encoded(point[1:33]), "y": encoded(point[33:]), "d": encoded(private)}
        return {"kid": kid, "use": use, "kty": "EC", "crv": "SM2", **halves}
    if use == "sig":
        signing = Ed25519PrivateKey.generate()
        crv, x, d = "Ed25519", signing.public_key().public_bytes_raw(), signing.private_bytes_raw()
    else:
        opening = X25519PrivateKey.generate()
        crv, x, d = "X25519", opening.public_key().public_bytes_raw(), opening.private_bytes_raw()
    return {"kid": kid, "use": use, "kty": "OKP", "crv": crv, "x": encoded(x), "d": encoded(d)}


def path_of(home: Path) -> Path:
    """Where the keys lie."""
    return home / "keys.json"


def load(home: Path) -> Keys:
    """The keys of this sandbox; made at the first call."""
    file = path_of(home)
    if not file.exists():
        own = [fresh("sig"), fresh("enc")]
        save(home, Keys(PARTY, own, {}, secrets.token_urlsafe(32)))
    return Keys(**json.loads(file.read_text("utf-8")))


def save(home: Path, keys: Keys) -> None:
    """Writes the file for this user's eyes only."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = {name: getattr(keys, name) for name in ("party", "own", "platforms", "sms_secret")}
    fresh_file = home / f".keys.{secrets.token_hex(4)}"
    descriptor = os.open(fresh_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(whole, out, indent=2)
    fresh_file.replace(path_of(home))


def card(keys: Keys) -> dict[str, Any]:
    """Our public halves, to hand to a platform."""
    public = [{name: part for name, part in key.items() if name != "d"} for key in keys.own]
    return {"party": keys.party, "keys": public}


def trust(home: Path, platform: dict[str, Any]) -> Keys:
    """From now on this platform, with these keys, may ask."""
    keys = load(home)
    public = [{n: part for n, part in key.items() if n != "d"} for key in platform["keys"]]
    keys.platforms[str(platform["party"])] = public
    save(home, keys)
    return keys


def write_secret(home: Path, keys: Keys) -> None:
    """The message provider's secret in a file of its own, for the platform to read."""
    file = home / "sms.secret"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(keys.sms_secret)
