"""Check, prove and export the trail.

  jiaxin trail check                     recompute it all; names the first line that does not fit
  jiaxin trail check --against FILE …    and compare with signed checkpoints kept elsewhere
  jiaxin trail checkpoint                the newest signed checkpoint; --keys: who signs
  jiaxin trail proof LINE_ID             what proves one line offline (docs/verify_receipt.py)
  jiaxin trail proof --consistency OLD NEW   that the tree of NEW lines is that of OLD, grown
  jiaxin trail export --out FILE         every line with its place, one JSON object a line
  jiaxin trail retain                    drop whole months that are older than five years

Progress goes to the error screen. Ends with 0 when all is well, 3 when the trail is not whole,
1 when it could not do what was asked, 2 when that could not be understood. See docs/trail.md.
"""

import argparse
import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from uuid import UUID

import django

from jiaxin.config.at_hand import database
from jiaxin.config.screen import complain
from jiaxin.ground.crypto.keyring import WeakKeys

OURS = "jiaxin.config.trail_acts"
TELL_EVERY_SECONDS = 2.0
CANNOT = 1


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="check|checkpoint|proof|export|retain")
    acts.required = True
    check = acts.add_parser("check", help="recompute everything from the table")
    check.add_argument(
        *("--against",),
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="signed checkpoints that were kept outside this database",
    )
    check.add_argument(
        *("--key",),
        nargs="+",
        default=[],
        metavar="KEY",
        help="public keys of this log from before its key ring, as they were published",
    )
    checkpoint = acts.add_parser("checkpoint", help="the newest signed checkpoint")
    checkpoint.add_argument("--keys", action="store_true", help="the public keys instead")
    proof = acts.add_parser("proof", help="that a line is in the tree, or that the tree only grew")
    what = proof.add_mutually_exclusive_group(required=True)
    what.add_argument("line", nargs="?", type=UUID, metavar="LINE_ID")
    what.add_argument("--consistency", nargs=2, type=int, metavar=("OLD", "NEW"))
    export = acts.add_parser("export", help="all lines, as NDJSON")
    export.add_argument("--out", type=Path, required=True, help="a file that is not there yet")
    acts.add_parser("retain", help="drop months past their five years (as the migrating role)")


def run(arguments: argparse.Namespace) -> int:
    with database(as_owner=arguments.act == "retain"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        try:
            django.setup()
        except WeakKeys as missing:
            complain(f"The trail is signed by the key ring: {missing}. Is JIAXIN_HOME right?")
            return CANNOT
        acts = import_module(OURS)
        try:
            return int(getattr(acts, arguments.act)(arguments, _progress()))
        except acts.Cannot as reason:
            complain(str(reason))
            return CANNOT


def _progress() -> Callable[[str], None]:
    """Tells how far it is, every few seconds."""
    told = time.monotonic()

    def said(line: str) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY_SECONDS:
            told = time.monotonic()
            complain(f"  {line}")

    return said
