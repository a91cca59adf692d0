"""What must be done before the parts start, in one process: keys, pairing, tables, static files.

Run by `jiaxin up` and `jiaxin demo` as the migrating role; not an operator's command.
"""

import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command

from jiaxin.config import tables
from jiaxin.config.places import Places
from jiaxin.config.screen import say
from jiaxin.gateways.exchange import keys as exchange
from jiaxin.gateways.exchange import suites as suites_of_exchange
from jiaxin.ground.crypto import suites
from jiaxin.ground.crypto.keyring import FileKeyRing


def main() -> None:
    """Do it all; each step is safe to repeat."""
    places = Places(Path(os.environ["JIAXIN_HOME"]))
    if os.environ["JIAXIN_MODE"] == "demo":
        make_demo_keys(places)
    django.setup()
    try:
        tables.bring_up_to_date()
    except tables.NoWebRole as missing:
        sys.exit(str(missing))
    call_command("collectstatic", interactive=False, verbosity=0)


def make_demo_keys(places: Places) -> None:
    """Keys of our own, and the sandbox's in exchange for them."""
    root = places.keys / "root.json"
    if not root.exists():
        suite = suites.named(os.environ.get("JIAXIN_SUITE", "intl"))
        FileKeyRing.create(root, origin="demo", suite=suite)
        say(f"New keys: {places.keys} (for you only, mode 600)")
    if url := os.environ.get("JIAXIN_SANDBOX_URL"):
        pair(places, url)


def pair(places: Places, url: str) -> None:
    """Hand our public keys to the sandbox and take its own, with its certificate and secret."""
    ours = places.keys / "exchange.json"
    for suite in suites_of_exchange.spoken():
        exchange.make(ours, suite=suite.name)
    our_card, its_card = places.run / "our.card.json", places.run / "its.card.json"
    exchange.main(["card", "--file", str(ours), "--out", str(our_card)])
    subprocess.run(  # noqa: S603 — fixed argv
        [
            *(sys.executable, "-m", "sandbox", "keys", "--home", str(places.sandbox)),
            *("--trust", str(our_card), "--out", str(its_card)),
        ],
        check=True,
    )
    exchange.main(["trust", "--file", str(ours), "--card", str(its_card), "--url", url])
    pair_bodies(places, our_card)
    # Market regulation is asked, too: a firm's representative is confirmed live.
    # So is each body about its own facts, when somebody says that one is wrong.
    for card in sorted(places.cards.glob("*.json")):
        exchange.main(["trust", "--file", str(ours), "--card", str(card), "--url", url])
    (places.keys / "exchange.pem").write_bytes((places.sandbox / "tls.pem").read_bytes())
    secret = places.keys / "sms.secret"
    secret.touch(mode=0o600)
    secret.write_bytes((places.sandbox / "sms.secret").read_bytes())


def pair_bodies(places: Places, our_card: Path) -> None:
    """The other bodies get keys of their own, and know the platform's key and its front door.

    The cast registers their cards as parties, once the product is up.
    """
    subprocess.run(  # noqa: S603 — fixed argv
        [
            *(sys.executable, "-m", "sandbox.sending", "bodies", "--home", str(places.sandbox)),
            *("--trust", str(our_card), "--url", os.environ["JIAXIN_PUBLIC_URL"]),
            *("--out", str(places.cards), "--authority", str(places.door_authority)),
        ],
        check=True,
    )


if __name__ == "__main__":
    main()
