"""The front door: Caddy, told by its environment where to listen and whom to ask.

In the demo it uses its own authority and listens on loopback, and on one address of the local
network when asked to. In production it gets a certificate for the public name by ACME, unless
JIAXIN_TLS says `internal`, or `CERTIFICATE.pem KEY.pem`.
"""

import socket
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jiaxin.config.plan import DoorTaken, Plan

# The provider's door takes messages from the product itself, which does not come by here.
SANDBOX_ROUTE = """handle /sandbox/sms {{
		respond 404
	}}
	handle /sandbox/* {{
		encode zstd gzip
		reverse_proxy https://127.0.0.1:{port} {{
			transport http {{
				tls_trust_pool file "{authority}"
			}}
			import as_the_door
		}}
	}}"""


def program() -> str:
    """The Caddy that came with the package."""
    return str(Path(sysconfig.get_path("scripts")) / "caddy")


def caddyfile() -> Path:
    """The Caddyfile, which `ops/` shows too."""
    return Path(__file__).with_name("Caddyfile")


def environment(plan: Plan) -> Mapping[str, str]:
    """What stands in the Caddyfile's {$…}, and where Caddy keeps its own things."""
    name = urlsplit(plan.public_url).hostname or "localhost"
    names = dict.fromkeys([name, "localhost"] if plan.local else [name])
    authority = plan.places.sandbox / "tls.pem"
    route = SANDBOX_ROUTE.format(port=plan.sandbox_port, authority=authority)
    return {
        # Where Caddy sends people from http to https; on localhost both are served instead.
        "JIAXIN_AUTO_HTTPS": "auto_https disable_redirects" if plan.local else "",
        "JIAXIN_REDIRECT_PORT": str(plan.http_port if plan.local else 80),
        "JIAXIN_PORT": str(plan.port),
        "JIAXIN_NAME": name,
        "JIAXIN_HTTPS_SITES": ", ".join(f"https://{each}:{plan.port}" for each in names),
        "JIAXIN_HTTP_SITE": f"http://localhost:{plan.http_port}",
        "JIAXIN_HTTPS_BIND": " ".join(plan.addresses),
        "JIAXIN_TLS": _tls(plan.tls),
        "JIAXIN_STATIC": str(plan.places.static),
        "JIAXIN_LIVE_SOCKET": str(plan.places.socket("live")),
        "JIAXIN_WEB_SOCKET": str(plan.places.socket("web")),
        "JIAXIN_SANDBOX_ROUTE": route if plan.sandbox_port else "",
        "XDG_DATA_HOME": str(plan.places.caddy),
        "XDG_CONFIG_HOME": str(plan.places.caddy),
        "HOME": str(plan.places.caddy),
    }


def _tls(wanted: str) -> str:
    match wanted.split():
        case ["acme"]:
            return ""
        case ["internal"]:
            return "tls internal"
        case [certificate, key]:
            return f'tls "{certificate}" "{key}"'
        case _:
            raise ValueError(f"JIAXIN_TLS is {wanted!r}: acme, internal, or two files")


def refuse_taken(plan: Plan) -> None:
    """Raise DoorTaken, which says what to do, if another program listens where Caddy would."""
    for variable, port, addresses in (
        ("PORT", plan.port, plan.addresses),
        ("HTTP_PORT", plan.http_port, ("127.0.0.1",)),
    ):
        for address in addresses:
            if not _free(address, port):
                raise DoorTaken(variable, port)


def _free(address: str, port: int) -> bool:
    with socket.socket() as probe:
        # As Caddy does: a port that a finished connection still holds is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def open_(plan: Plan) -> bool:
    """Whether somebody can come in."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((plan.addresses[0], plan.port)) == 0
