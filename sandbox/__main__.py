"""The sandbox's command. Everything it keeps lies under --home.

    python -m sandbox --home DIR --port 8091 --public-base https://localhost:8443
    python -m sandbox --home DIR --uds DIR/run/sandbox.sock --public-base https://localhost:8443
    python -m sandbox --home DIR --port 8091 --public-base https://localhost:8443 --tls
    python -m sandbox keys  --home DIR [--trust platform.json] [--out police.json]
    python -m sandbox enrol --home DIR --name 林秀英 --number 110105… --face sample-1|photo.jpg
    python -m sandbox firm  --home DIR --code 91… --name 样例家政 --representative 林秀英 --number …
    python -m sandbox faces --home DIR
    python -m sandbox fault --home DIR slow --service real-name --seconds 5
    python -m sandbox fault --home DIR wrong_encoding --service hospital
    python -m sandbox fault --home DIR off

    python -m sandbox bodies|push|send|ask|rotate --home DIR …    (see sandbox/sending.py)

`keys` makes the sandbox's keys if there are none, takes a platform's public card, writes its own,
and says nothing secret. With `--tls` the certificate to trust is DIR/tls.pem, made by `keys` and at
the start. The message provider's secret lies in DIR/sms.secret (0600).
A server that runs sees `enrol`, `fault` and `faces` at once; after `keys --trust`, start it again.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from sandbox import app, bodies, cardoffice, faces, faults, keys, market, sending, tls
from sandbox.cardoffice import Application, NotIssued
from sandbox.market import Firm
from sandbox.store import Store

_PERSON = (
    *(("number", ""), ("sex", "F"), ("birth", "1990-03-07")),
    *(("ethnicity", "汉"), ("address", "")),
)


def serve(chosen: argparse.Namespace) -> int:
    """Runs until it is told to stop."""
    keys.load(chosen.home)
    near = [f"{host}:{chosen.port}" for host in ("127.0.0.1", "localhost")]
    os.environ[app.HOME] = str(chosen.home.resolve())
    os.environ[app.PUBLIC_BASE] = chosen.public_base
    os.environ[app.AUTHORITIES] = " ".join([*near, *chosen.authority])
    if chosen.uds:
        chosen.uds.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        chosen.uds.unlink(missing_ok=True)
    certificate, key = tls.make(chosen.home) if chosen.tls else (None, None)
    Granian(
        "sandbox.app:from_environment",
        factory=True,
        address="127.0.0.1",
        port=chosen.port,
        uds=chosen.uds,
        uds_permissions=0o600 if chosen.uds else None,
        ssl_cert=certificate,
        ssl_key=key,
        interface=Interfaces.ASGI,
        workers=1,
        workers_kill_timeout=2,
        websockets=False,
        log_access=False,
        log_enabled=chosen.verbose,
    ).serve()
    return 0


def pair(chosen: argparse.Namespace) -> int:
    """Makes keys, takes a platform's card, writes our own."""
    own = keys.load(chosen.home)
    if chosen.trust:
        own = keys.trust(chosen.home, json.loads(chosen.trust.read_text("utf-8")))
    if chosen.out:
        chosen.out.write_text(json.dumps(keys.card(own), indent=2) + "\n", "utf-8")
    keys.write_secret(chosen.home, own)
    tls.make(chosen.home)
    return 0


def enrol(chosen: argparse.Namespace) -> int:
    """Enters a made-up person in the register, with a card."""
    file = Path(chosen.face)
    photo = file.read_bytes() if file.is_file() else b""
    wanted = Application(
        name=chosen.name,
        photo=photo,
        face="" if photo else chosen.face,
        number=chosen.number,
        sex=chosen.sex,
        birth=chosen.birth,
        ethnicity=chosen.ethnicity,
        region=chosen.region,
        address=chosen.address,
        background=chosen.background,
    )
    try:
        person = cardoffice.issue(chosen.home, Store(chosen.home), wanted)
    except NotIssued as no:
        sys.stderr.write(f"{no.zh} {no.en}\n")
        return 1
    sys.stdout.write(f"/sandbox/cards/{person.card}/\n")
    return 0


def register(chosen: argparse.Namespace) -> int:
    """Enters a made-up firm in the register, with who represents it."""
    firm = market.read({name: getattr(chosen, name) for name in Firm.__slots__})
    if firm is None:
        sys.stderr.write("这家企业填得不对 that cannot be a firm\n")
        return 1
    market.Register(chosen.home).enter(firm)
    return 0


def gather(chosen: argparse.Namespace) -> int:
    """Fetches sample faces, where a registry can be reached."""
    found = faces.gather(chosen.home)
    none = "没有取到样本照片，办证处只能自拍或上传。 No sample faces: take selfies or upload."
    sys.stdout.write((" ".join(found) or none) + "\n")
    return 0


def fault(chosen: argparse.Namespace) -> int:
    """Switches a fault on, or all off."""
    asked = {"fault": chosen.fault, "service": chosen.service, "number": chosen.number}
    asked |= {"times": str(chosen.times), "seconds": str(chosen.seconds)}
    try:
        faults.switch(Store(chosen.home), asked)
    except faults.BadFault:
        known = ", ".join(["off", *faults.FAULTS, *faults.SENDING])
        sys.stderr.write(f"没有这个开关 no such fault: {known}\n")
        return 1
    return 0


def arguments() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--home", type=Path, help="where everything is kept")
    parser.add_argument("--port", type=int, default=8091, help="port on loopback (8091)")
    parser.add_argument("--uds", type=Path, help="a unix socket in place of the port")
    parser.add_argument("--public-base", default="http://127.0.0.1:8091", help="where it is seen")
    parser.add_argument(
        "--authority",
        action="append",
        default=[],
        help="a further host[:port] that it is called by",
    )
    parser.add_argument(
        "--tls", action="store_true", help="speak https, with the certificate HOME/tls.pem"
    )
    parser.add_argument("--verbose", action="store_true", help="say what the server does")
    parser.set_defaults(act=serve)
    _add_acts(parser)
    return parser


def _add_acts(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers()

    def act(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        sub = acts.add_parser(name, help=does.__doc__)
        sub.add_argument("--home", type=Path, required=True)
        sub.set_defaults(act=does)
        return sub

    sub = act("keys", pair)
    sub.add_argument("--trust", type=Path, help="a platform's card")
    sub.add_argument("--out", type=Path, help="where to write our card")
    sub = act("enrol", enrol)
    for name, default in _PERSON:
        sub.add_argument(f"--{name}", default=default)
    sub.add_argument("--name", required=True)
    sub.add_argument("--face", required=True, help="a sample's name, or a photo's path")
    sub.add_argument("--region", default="110105", help="issues the card; six digits")
    sub.add_argument("--background", default="none_found", choices=list(cardoffice.BACKGROUNDS))
    sub = act("firm", register)
    for name in Firm.__slots__:
        sub.add_argument(f"--{name.replace('_', '-')}", dest=name, default="")
    act("faces", gather)
    sub = act("fault", fault)
    sub.add_argument("fault", help=f"off, {', '.join(faults.FAULTS)}")
    services = [*faults.SERVICES, *bodies.BODIES]
    sub.add_argument("--service", default="all", choices=services, help="whose: or a body's name")
    sub.add_argument("--number", default="")
    sub.add_argument("--times", type=int, default=0, help="0: until switched off")
    sub.add_argument("--seconds", type=float, default=3)
    sending.describe(act)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one act."""
    parser = arguments()
    chosen = parser.parse_args(argv)
    if chosen.home is None:
        parser.error("--home is needed")
    code: int = chosen.act(chosen)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
