"""What a deployment must not start with. Every web process and worker asks before anything else.

The decision is pure: `faults` reads a frozen description, `look` makes it from the environment.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jiaxin.config.places import DEMO_MARK, PROJECT

LOOPBACK = ("localhost", "127.0.0.1", "::1", "")


@dataclass(frozen=True, slots=True)
class Described:
    """A deployment, as far as its fitness goes. Origins: "demo", "production", None for no file."""

    mode: str
    public_url: str
    key_origin: str | None
    home_is_demo: bool = False
    debug: bool = False
    database_url: str | None = None
    owner_url: str | None = None
    sandbox_url: str = ""
    sms_url: str = ""
    department_urls: tuple[str, ...] = ()
    demo_settings: tuple[str, ...] = ()
    django_secret: str | None = None


class UnfitToStart(Exception):
    """Why this deployment may not start, all of it, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(("this deployment may not start:", *faults)))
        self.faults = faults


def faults(described: Described) -> list[str]:
    """What is wrong; empty means fit. Only production is held to it."""
    if described.mode != "production":
        return []
    return [*_of_address(described), *_of_secrets(described), *_of_outside(described)]


def _of_address(described: Described) -> Iterator[str]:
    address = urlsplit(described.public_url)
    if not described.public_url:
        yield "JIAXIN_PUBLIC_URL is missing: the https address that people type"
    elif address.scheme != "https":
        yield "JIAXIN_PUBLIC_URL must begin with https://"
    elif address.hostname in LOOPBACK:
        yield "JIAXIN_PUBLIC_URL names this machine only (localhost)"
    if described.debug:
        yield "DEBUG is on: it shows people's data in error pages"


def _of_secrets(described: Described) -> Iterator[str]:
    if described.key_origin is None:
        yield "there is no key file: `jiaxin keys create` makes one"
    elif described.key_origin != "production":
        yield "the key file was made by the demo: `jiaxin keys create` in another JIAXIN_HOME"
    if described.home_is_demo:
        yield "JIAXIN_HOME is the demo's: its data are made up"
    if described.django_secret is not None and len(described.django_secret) < 32:
        yield "JIAXIN_DJANGO_SECRET is shorter than 32 characters: leave it out, keys replace it"
    owner, web = described.owner_url, described.database_url
    if owner and web and owner == web:
        yield (
            "DATABASE_URL and DATABASE_OWNER_URL name the same role: the web role must not be "
            "able to change the trail"
        )


def _of_outside(described: Described) -> Iterator[str]:
    if described.sandbox_url:
        yield "JIAXIN_SANDBOX_URL is set: the sandbox invents its answers"
    for name in described.demo_settings:
        yield f"{name} is set: it is for demonstrations only"
    if described.sms_url and urlsplit(described.sms_url).scheme != "https":
        yield "JIAXIN_SMS_URL must begin with https://: codes pass through it"
    for url in described.department_urls:
        if urlsplit(url).scheme != "https":
            yield f"a department is reached without https, as only the sandbox is: {url}"


def look(environ: Mapping[str, str]) -> Described:
    """Describe the deployment of this environment."""
    home = Path(environ.get("JIAXIN_HOME") or PROJECT / ".data")
    return Described(
        mode=environ.get("JIAXIN_MODE") or "production",
        public_url=environ.get("JIAXIN_PUBLIC_URL", ""),
        key_origin=_origin(home / "keys" / "root.json"),
        home_is_demo=(home / DEMO_MARK).exists(),
        debug=environ.get("JIAXIN_DEBUG", "").lower() not in ("", "0", "no", "false"),
        database_url=environ.get("DATABASE_URL"),
        owner_url=environ.get("DATABASE_OWNER_URL"),
        sandbox_url=environ.get("JIAXIN_SANDBOX_URL", ""),
        sms_url=environ.get("JIAXIN_SMS_URL", ""),
        department_urls=_departments(home / "keys" / "exchange.json"),
        demo_settings=tuple(sorted(name for name in environ if name.startswith("JIAXIN_DEMO_"))),
        django_secret=environ.get("JIAXIN_DJANGO_SECRET"),
    )


def refuse_unfit(environ: Mapping[str, str] | None = None) -> None:
    """Raise UnfitToStart if anything is wrong."""
    if wrong := faults(look(os.environ if environ is None else environ)):
        raise UnfitToStart(wrong)


def _origin(file: Path) -> str | None:
    if not file.exists():
        return None
    held = _json(file)
    return str(held.get("origin", "unknown"))


def _departments(file: Path) -> tuple[str, ...]:
    known = _json(file).get("departments", {}) if file.exists() else {}
    return tuple(str(entry.get("url", "")) for entry in known.values())


def _json(file: Path) -> dict[str, dict[str, dict[str, str]]]:
    try:
        held = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
