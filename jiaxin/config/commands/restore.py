"""Bring a backup back into an empty database, and let nothing come back that had ended since.

  jiaxin restore FILE --trail EXPORT   with the newest `jiaxin trail export` that was kept elsewhere
  jiaxin restore FILE --all-anew       without one: every worker authorises anew

A backup is a picture of the past: in it stands what was withdrawn, paused or deleted afterwards.
With the trail's export, each worker about whom something was done since authorises anew, and who
was deleted since is deleted again. Without it nobody can know who that was, so it is everyone.
All sign-ins end in both cases. Afterwards the trail is checked as by `jiaxin trail check`.

Nothing else may run on this database. Keys are not in a backup: put root.json in its place first.
Ends with 0 when all is well, 3 when the restored trail is not whole, 1 when nothing was restored.
"""

import argparse
import os
from pathlib import Path

from jiaxin.config.at_hand import done_by
from jiaxin.config.places import PROJECT
from jiaxin.config.running import refuse_while_up

OURS = "jiaxin.config.restore_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="made by `jiaxin backup`")
    since = parser.add_mutually_exclusive_group(required=True)
    since.add_argument("--trail", type=Path, metavar="EXPORT", help="what happened since")
    since.add_argument("--all-anew", action="store_true", help="every worker authorises anew")


def run(arguments: argparse.Namespace) -> int:
    refuse_while_up(Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data"))
    return done_by(OURS, "restore", arguments.file, arguments.trail, as_owner=True)
