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
from pathlib import Path
from uuid import UUID

from jiaxin.config.at_hand import done_by
from jiaxin.config.screen import now_and_then

OURS = "jiaxin.config.trail_acts"


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
    return done_by(
        OURS,
        arguments.act,
        arguments,
        now_and_then(),
        needs="The trail is signed by",
        as_owner=arguments.act == "retain",
    )
