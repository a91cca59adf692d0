"""Make the keys of this deployment, or say where they are.

  jiaxin keys create      before the first start in production; never overwrites
  jiaxin keys where       where they lie and whether others could read them

Keys for the departments are made and exchanged by `python -m jiaxin.gateways.exchange.keys --help`.
Keep a copy of root.json apart from the database's backups: without it
no personal data open again.
"""

import argparse
import os
from pathlib import Path

from jiaxin.config.places import PROJECT, Places
from jiaxin.config.screen import complain, say


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("create", "where"))


def run(arguments: argparse.Namespace) -> int:
    places = Places(Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data").absolute())
    return create(places) if arguments.act == "create" else where(places)


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
