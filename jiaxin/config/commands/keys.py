"""Make the keys of this deployment, say how they stand, rotate them while everything runs.

  jiaxin keys create           before the first start in production; never overwrites
  jiaxin keys where            where they lie and whether others could read them
  jiaxin keys status [--json]  which key wraps how many data keys, which index versions there are
  jiaxin keys rotate           a new key-encryption key, and every data key wrapped under it
  jiaxin keys rotate --indexes the blind indexes under a new key
  jiaxin keys drop NUMBER      forget a key-encryption key that wraps nothing any more

Rotation may be stopped and started again at any time; it goes on where it was. Nobody has to wait:
the old and the new are both good until the end. Keys for the departments are made and exchanged by
`python -m jiaxin.gateways.exchange.keys --help`.
Keep a copy of root.json apart from the database's backups, and a new one after each rotation:
without it no personal data open again.
"""

import argparse
import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

from jiaxin.config.at_hand import database
from jiaxin.config.places import PROJECT, Places
from jiaxin.config.screen import complain, say
from jiaxin.ground.crypto.keyring import NoSuchChange, WeakKeys

OURS = "jiaxin.config.key_acts"
TELL_EVERY_SECONDS = 2.0


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="create|where|status|rotate|drop")
    acts.required = True
    acts.add_parser("create", help="make the root key, once")
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
        return create(places)
    if arguments.act == "where":
        return where(places)
    with database(as_owner=False):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        try:
            django.setup()
            return int(getattr(import_module(OURS), arguments.act)(arguments, _progress()))
        except (WeakKeys, NoSuchChange) as reason:
            complain(
                f"{reason}. Is JIAXIN_HOME right?" if isinstance(reason, WeakKeys) else f"{reason}."
            )
            return 1


def create(places: Places) -> int:
    """Make the root key, once."""
    from jiaxin.ground.crypto.keyring import FileKeyRing  # noqa: PLC0415 — heavy, and only this needs it

    places.make()
    root = places.keys / "root.json"
    if root.exists():
        complain(f"{root} is there already; it stays as it is")
        return 1
    FileKeyRing.create(root, origin="production")
    say(f"New keys: {places.keys} (mode 600). Keep a copy of root.json in another place.")
    return 0


def where(places: Places) -> int:
    """Name the files."""
    for name in ("root.json", "exchange.json", "sms.secret"):
        path = places.keys / name
        say(f"{path}  {_mode(path)}")
    return 0 if (places.keys / "root.json").exists() else 1


def _mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}" if path.exists() else "missing"


def _progress() -> Callable[[str], None]:
    """Tells how far it is, every few seconds."""
    told = time.monotonic()

    def said(line: str) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY_SECONDS:
            told = time.monotonic()
            complain(f"  {line}")

    return said
