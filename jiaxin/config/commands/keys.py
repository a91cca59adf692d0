"""Make the keys of this deployment, say how they stand, rotate them while everything runs.

  jiaxin keys create           before the first start in production; never overwrites
  jiaxin keys create --token   the same, the root key in the token that JIAXIN_PKCS11_MODULE names
  jiaxin keys where            where they lie and whether others could read them
  jiaxin keys status [--json]  which key wraps how many data keys, which index versions there are
  jiaxin keys rotate           a new key-encryption key, and every data key wrapped under it
  jiaxin keys rotate --indexes the blind indexes under a new key
                               (both take the suite that JIAXIN_SUITE names)
  jiaxin keys drop NUMBER      forget a key-encryption key that wraps nothing any more

Rotation may be stopped and started again at any time; it goes on where it was. Nobody has to wait:
the old and the new are both good until the end. Keys for the departments are made and exchanged by
`python -m jiaxin.gateways.exchange.keys --help`.
Keep a copy of root.json apart from the database's backups, and a new one after each rotation:
without it no personal data open again.
"""

import argparse
import os
from importlib import import_module
from pathlib import Path

import django

from jiaxin.config.at_hand import database
from jiaxin.config.places import PROJECT, Places
from jiaxin.config.screen import complain, now_and_then, say
from jiaxin.ground.crypto.keyring import FileKeyRing, NoSuchChange, WeakKeys
from jiaxin.ground.crypto.suites import named
from jiaxin.ground.crypto.token_ring import TokenKeyRing, TokenPlace

OURS = "jiaxin.config.key_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="create|where|status|rotate|drop")
    acts.required = True
    making = acts.add_parser("create", help="make the root key, once")
    making.add_argument("--token", action="store_true", help="in a token (PKCS#11)")
    acts.add_parser("where", help="name the files")
    status = acts.add_parser("status", help="how the keys stand")
    status.add_argument("--json", action="store_true", help="for programs")
    rotate = acts.add_parser("rotate", help="a new key, taken into use while everything runs")
    rotate.add_argument("--indexes", action="store_true", help="the blind indexes' key instead")
    drop = acts.add_parser("drop", help="forget a key that wraps nothing")
    drop.add_argument("number", type=int, metavar="NUMBER")


def run(arguments: argparse.Namespace) -> int:
    places = Places(Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data").absolute())
    if arguments.act == "create":
        return create(places, in_token=arguments.token)
    if arguments.act == "where":
        return where(places)
    with database(as_owner=False):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        try:
            django.setup()
            return int(getattr(import_module(OURS), arguments.act)(arguments, now_and_then()))
        except (WeakKeys, NoSuchChange) as reason:
            complain(
                f"{reason}. Is JIAXIN_HOME right?" if isinstance(reason, WeakKeys) else f"{reason}."
            )
            return 1


def create(places: Places, *, in_token: bool = False) -> int:
    """Make the root key, once."""
    places.make()
    root = places.keys / "root.json"
    if root.exists():
        complain(f"{root} is there already; it stays as it is")
        return 1
    suite = named(os.environ.get("JIAXIN_SUITE", "intl"))
    if not in_token:
        FileKeyRing.create(root, origin="production", suite=suite)
        say(f"New keys: {places.keys} (mode 600). Keep a copy of root.json in another place.")
        return 0
    module = os.environ.get("JIAXIN_PKCS11_MODULE", "")
    place = TokenPlace(
        Path(module),
        os.environ.get("JIAXIN_PKCS11_TOKEN") or "jiaxin",
        places.keys / "token.pin",
    )
    try:
        if not module:
            raise WeakKeys("JIAXIN_PKCS11_MODULE names no library of a token")
        TokenKeyRing.create(root, "production", place, suite)
    except WeakKeys as reason:
        complain(f"{reason}.")
        return 1
    say(f"New keys: the root in the token {place.label}, the rest in {root} (mode 600).")
    say("Keep a copy of root.json, and a second token by its maker's way of copying one.")
    return 0


def where(places: Places) -> int:
    """Name the files."""
    for name in ("root.json", "token.pin", "exchange.json", "sms.secret"):
        path = places.keys / name
        say(f"{path}  {_mode(path)}")
    return 0 if (places.keys / "root.json").exists() else 1


def _mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}" if path.exists() else "missing"
