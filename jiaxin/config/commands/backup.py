"""Save the whole database into one encrypted file, while everything runs.

  jiaxin backup --out FILE      one moment of the database, sealed with the key ring
  jiaxin backup --check FILE    read it all through: is it whole, and does it open?

The file opens only with the same root.json, which is not in it: keep a copy of that in another
place. `jiaxin restore` brings a backup back. What was deleted since is deleted again by
`jiaxin restore --trail`, so save `jiaxin trail export` elsewhere more often than the database.
"""

import argparse
from pathlib import Path

from jiaxin.config.at_hand import done_by

OURS = "jiaxin.config.backup_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="FILE", help="a file that is not there yet")
    what.add_argument("--check", type=Path, metavar="FILE", help="a backup, to be read through")


def run(arguments: argparse.Namespace) -> int:
    if arguments.check:
        return done_by(OURS, "check", arguments.check)
    return done_by(OURS, "backup", arguments.out, as_owner=True)
