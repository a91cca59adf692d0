"""The bodies that the sandbox plays besides the police, each with keys of its own."""

import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox import keys, suites


@dataclass(frozen=True, slots=True)
class Body:
    """A body, and what it may push: the services of part 9 of the protocol."""

    name: str
    zh: str
    en: str
    sort: str
    services: tuple[str, ...]
    # In which suite it begins, where the platform speaks it.
    suite: str = suites.INTL


BODIES = {
    body.name: body
    for body in (
        Body(
            "hospital",
            "市第一体检医院（演示）",
            "First Exam Hospital (demo)",
            "hospital",
            ("exam",),
        ),
        Body(
            "training",
            "家政培训学校（演示）",
            "Home-service School (demo)",
            "training",
            ("training",),
        ),
        Body(
            "rating", "技能等级评价中心（演示）", "Skill Rating Centre (demo)", "rating", ("skill",)
        ),
        Body(
            "insurer", "平安里保险（演示）", "Ping'anli Insurance (demo)", "insurer", ("insurance",)
        ),
        Body(
            "market",
            "市场监督管理局（演示）",
            "Market Regulation (demo)",
            "market",
            ("firm-registration", "firm-penalty", "firm-permit", "firm-penalty-end"),
        ),
        Body(
            "credit",
            "信用中国（演示）",
            "Credit China (demo)",
            "credit",
            ("firm-list", "firm-penalty", "firm-permit", "firm-penalty-end"),
            suites.SM,
        ),
        Body("health", "省卫生健康委（演示）", "Health Commission (demo)", "health", ("epidemic",)),
        Body(
            "province",
            "某省家政平台（演示）",
            "A Province's Platform (demo)",
            "platform",
            (
                "training",
                "skill",
                "insurance",
                "local-certificate",
                "invitation",
                "local-facts",
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One body's private keys, and the platform that it sends to."""

    body: Body
    own: list[dict[str, Any]]
    platform: dict[str, Any]
    url: str
    # A certificate to trust besides the public ones: the platform's own, where it has no other.
    authority: str = ""

    @property
    def verify(self) -> bool | str:
        """What the platform's certificate is held against."""
        return self.authority if self.authority and Path(self.authority).exists() else True

    @property
    def suite(self) -> str:
        """The suite that this body speaks: that of its newest key."""
        return suites.of(self.own[-1])

    def of(self, use: str) -> dict[str, Any]:
        """The newest of our own keys for this use."""
        return [key for key in self.own if key["use"] == use][-1]

    def seal_to(self) -> dict[str, Any]:
        """The platform's newest key of our suite to seal to."""
        held = [key for key in self.platform["keys"] if key["use"] == "enc"]
        ours: list[dict[str, Any]] = [key for key in held if suites.of(key) == self.suite]
        return max(ours, key=lambda key: int(key.get("nbf", 0)))

    def other_seal(self) -> dict[str, Any]:
        """A key of the platform's in the suite that we do not speak, if it has one."""
        held: list[dict[str, Any]] = [key for key in self.platform["keys"] if key["use"] == "enc"]
        return next((key for key in held if suites.of(key) != self.suite), self.seal_to())

    def platform_key(self, kid: str) -> dict[str, Any] | None:
        """The platform's signing key of that id."""
        own: list[dict[str, Any]] = self.platform["keys"]
        return next((key for key in own if key["kid"] == kid and key["use"] == "sig"), None)


def _file(home: Path, name: str) -> Path:
    return home / "bodies" / f"{name}.json"


def trust(
    home: Path, platform: dict[str, Any], url: str, out: Path | None, authority: str = ""
) -> None:
    """Every body gets keys, knows the platform and its address, and writes its public card."""
    for body in BODIES.values():
        file = _file(home, body.name)
        if file.exists():
            own = json.loads(file.read_text("utf-8"))["own"]
        else:
            spoken = {suites.of(key) for key in platform["keys"]}
            own = fresh(body.name, body.suite if body.suite in spoken else suites.INTL)
        _save(file, {"own": own, "platform": platform, "url": url, "authority": authority})
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{body.name}.json").write_text(json.dumps(card(body.name, own), indent=2))


def rotate(home: Path, name: str, suite: str = "") -> dict[str, Any]:
    """Adds a key of either use; returns the new card, which holds the old keys too.

    In another suite than before, they say from when they are the ones to seal to.
    """
    file = _file(home, name)
    whole = json.loads(file.read_text("utf-8"))
    before = suites.of(whole["own"][-1])
    made = fresh(name, suite or before)
    if suite not in ("", before):
        made = [key | {"nbf": int(time.time())} for key in made]
    whole["own"] += made
    _save(file, whole)
    return card(name, whole["own"])


def fresh(name: str, suite: str) -> list[dict[str, Any]]:
    """A new key of either use."""
    made = [keys.fresh("sig", suite), keys.fresh("enc", suite)]
    for key in made:
        key["kid"] = f"{name}-{key['use']}-{secrets.token_hex(6)}"
    return made


def card(name: str, own: list[dict[str, Any]]) -> dict[str, Any]:
    """The public halves, to hand to a platform."""
    public = [{part: value for part, value in key.items() if part != "d"} for key in own]
    return {"party": name, "keys": public}


def load(home: Path, name: str) -> Pair:
    """A body as it was paired."""
    whole = json.loads(_file(home, name).read_text("utf-8"))
    authority = str(whole.get("authority", ""))
    return Pair(BODIES[name], whole["own"], whole["platform"], whole["url"], authority)


def are_paired(home: Path) -> bool:
    """Whether a platform was ever handed over."""
    return all(_file(home, name).exists() for name in BODIES)


def _save(file: Path, whole: dict[str, Any]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(whole, out, indent=2)
    new.replace(file)
