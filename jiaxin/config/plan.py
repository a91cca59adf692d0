"""What is to run: read once from the command line and the environment, then only passed on."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jiaxin.config.places import PROJECT, Places

HTTPS_PORT = 8443
# Plain http, on localhost only: for a camera a browser trusts that as it trusts https.
HTTP_PORT = 8080
# Each asks the database over a few connections, and a server takes a hundred by default.
MOST_WEB_WORKERS = 16
MODES = ("demo", "test", "production")


class BadPlan(Exception):
    """Something asked for makes no sense; says what."""


class DoorTaken(Exception):
    """Another program listens on this port already."""

    def __init__(self, variable: str, port: int) -> None:
        other = port + 1000 if port < 64000 else port - 1000
        super().__init__(
            f"Port {port} is taken by another program.\n"
            f"Stop that program, or choose another port: {variable}={other}"
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of the product."""

    mode: str
    places: Places
    port: int
    http_port: int
    # The address in the local network, when it is opened to that.
    lan: str | None
    public_url: str
    addresses: tuple[str, ...]
    tls: str
    # None: the embedded server.
    database_url: str | None
    owner_url: str | None
    sandbox_port: int | None
    # Processes that answer pages.
    web_workers: int

    @property
    def demo(self) -> bool:
        return self.mode == "demo"

    @property
    def local(self) -> bool:
        """Whether this machine's own browser is meant, under the name localhost."""
        return self.mode != "production"


def plan(environ: Mapping[str, str], *, mode: str | None = None, home: Path | None = None) -> Plan:
    """Read the environment. Raises BadPlan with what is wrong with it."""
    mode = mode or environ.get("JIAXIN_MODE") or "production"
    if mode not in MODES:
        raise BadPlan(f"JIAXIN_MODE is {mode!r}: demo, test or production")
    home = home or Path(environ.get("JIAXIN_HOME") or PROJECT / ".data")
    port = _port(environ, "PORT", 443 if mode == "production" else HTTPS_PORT)
    http = _port(environ, "HTTP_PORT", HTTP_PORT if port in (HTTPS_PORT, 443) else port + 1)
    lan = _lan(environ.get("LAN", ""))
    return Plan(
        mode=mode,
        places=Places(home.absolute()),
        port=port,
        http_port=http,
        lan=lan,
        public_url=_public_url(environ, mode, lan, port),
        addresses=_addresses(mode, lan),
        tls=environ.get("JIAXIN_TLS") or ("acme" if mode == "production" else "internal"),
        database_url=environ.get("DATABASE_URL") or None,
        owner_url=environ.get("DATABASE_OWNER_URL") or environ.get("DATABASE_URL") or None,
        sandbox_port=_free_port() if mode == "demo" else None,
        web_workers=_web_workers(environ, mode),
    )


def _port(environ: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environ.get(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadPlan(f"{name} is {text!r}: a number from 1 to 65535")
    return int(text)


def _web_workers(environ: Mapping[str, str], mode: str) -> int:
    # Python keeps a process on one core. A demo on somebody's notebook is to stay small.
    text = environ.get("WEB_WORKERS") or str(cores() if mode == "production" else 1)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WEB_WORKERS):
        raise BadPlan(f"WEB_WORKERS is {text!r}: a number from 1 to {MOST_WEB_WORKERS}")
    return int(text)


def cores() -> int:
    """How many processors this process may use, as far as web workers are of use to them."""
    return min(os.process_cpu_count() or 1, MOST_WEB_WORKERS)


def threads(workers: int) -> int:
    """Of each web worker: four in all, since a page may wait for the face process; two at least.

    More on as few cores wait for each other only.
    """
    return max(2, 4 // workers)


def _public_url(environ: Mapping[str, str], mode: str, lan: str | None, port: int) -> str:
    given = environ.get("JIAXIN_PUBLIC_URL", "").rstrip("/")
    if mode == "production":
        return given  # refusals.py says what is wrong with an empty one
    return given or f"https://{lan or 'localhost'}:{port}"


def _addresses(mode: str, lan: str | None) -> tuple[str, ...]:
    if mode == "production":
        return ("0.0.0.0",)  # noqa: S104 — the public front door
    return ("127.0.0.1", lan) if lan else ("127.0.0.1",)


def _lan(wanted: str) -> str | None:
    if wanted.lower() in ("", "0", "no", "false"):
        return None
    if wanted != "1":
        return wanted
    # No packet is sent: connecting a datagram socket only asks which address would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError as offline:
            raise BadPlan("LAN=1: this machine is in no network; LAN=<its address>") from offline
        return str(probe.getsockname()[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(plan: Plan, database_url: str) -> dict[str, str]:
    """What every part of the product is told; the migrating role's address is not among it."""
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    told |= {
        "JIAXIN_MODE": plan.mode,
        "JIAXIN_HOME": str(plan.places.home),
        "JIAXIN_PUBLIC_URL": plan.public_url,
        "JIAXIN_VISION_SOCKET": str(plan.places.socket("vision")),
        "JIAXIN_LIVE_SOCKET": str(plan.places.socket("live")),
        "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings",
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
    }
    if plan.sandbox_port:
        sandbox = f"https://127.0.0.1:{plan.sandbox_port}"
        told |= {
            # The sandbox's own certificate is the only one that the demo has to trust.
            "SSL_CERT_FILE": str(plan.places.sandbox / "tls.pem"),
            "JIAXIN_SANDBOX_URL": sandbox,
            "JIAXIN_EXCHANGE_URL": sandbox,
            "JIAXIN_SMS_URL": f"{sandbox}/sandbox/sms",
        }
    return told
