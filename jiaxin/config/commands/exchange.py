"""Register the bodies that send facts, see how they do, and try quarantined rows again.

  jiaxin exchange party add --card card.json --title 市第一医院 --sort hospital --service exam
  jiaxin exchange party allow market --service firm-permit …   it may send these, and no others
  jiaxin exchange party rotate --card hospital.json     the new card takes the old one's place
  jiaxin exchange party revoke hospital                 nothing of it is taken from now on
  jiaxin exchange party list [--json]
  jiaxin exchange status [--json]                       last message, lag, errors, gaps, quarantine
  jiaxin exchange quarantine [--party hospital] [--json]   how many rows wait, and why
  jiaxin exchange replay [--party hospital]             try them again, after a fault was mended
  jiaxin exchange work                                  look into the folders, go on with what waits

A quarantined row is shown to nobody here: its sender gets it back, with its reason
(docs/PROTOCOL.md, part 9). Ends with 0 when all is well, 3 when `status` sees a source that is
late or has faults, 1 when it could not do what was asked, 2 when that could not be understood.
"""

import argparse
from pathlib import Path

from jiaxin.config.at_hand import done_by

OURS = "jiaxin.config.exchange_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="party|status|quarantine|replay|work")
    acts.required = True
    _describe_party(acts.add_parser("party", help="registered machine clients"))
    status = acts.add_parser("status", help="how each source does")
    waiting = acts.add_parser("quarantine", help="how many rows wait, and why")
    replay = acts.add_parser("replay", help="try quarantined rows again")
    for act in (waiting, replay):
        act.add_argument("--party", help="of one party only")
    for act in (status, waiting):
        act.add_argument("--json", action="store_true", help="for programs")
    acts.add_parser("work", help="look into the folders, go on with what waits")


def _describe_party(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="party_act", metavar="add|allow|rotate|revoke|list")
    acts.required = True
    add = acts.add_parser("add", help="register a body")
    add.add_argument("--card", type=Path, required=True, help="its public card")
    add.add_argument("--title", required=True, help="what pages call it")
    add.add_argument("--sort", required=True, help="police, hospital, training, rating, …")
    add.add_argument("--service", action="append", required=True, help="what it may send")
    add.add_argument("--region", default="", help="where it acts: six digits")
    add.add_argument("--messages-a-minute", type=int, default=120)
    add.add_argument("--rows-a-day", type=int, default=5_000_000)
    add.add_argument("--every-hours", type=int, help="late when nothing came for so long")
    allow = acts.add_parser("allow", help="change what it may send")
    allow.add_argument("name")
    allow.add_argument("--service", action="append", required=True, help="what it may send")
    rotate = acts.add_parser("rotate", help="take its new card; keys not on it are revoked")
    rotate.add_argument("--card", type=Path, required=True)
    revoke = acts.add_parser("revoke", help="take nothing of it any more")
    revoke.add_argument("name")
    acts.add_parser("list", help="who is registered").add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    return done_by(OURS, arguments.act, arguments, needs="Rows are sealed by")
