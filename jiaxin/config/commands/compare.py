"""Compare every authorised worker with the police source; see how far that is.

  jiaxin compare run                  compare now, or go on where a run was broken off
  jiaxin compare run --lanes 6        more slices under way at once, for a source that is far away
  jiaxin compare status               the newest run, coverage of the last 24 hours, the oldest
  jiaxin compare status --json        the same for programs
  jiaxin compare plan                 how many are due, in how many slices, how long it may take

The job worker begins a run every night by itself (JIAXIN_COMPARE_AT). Only one process compares at
a time; a run that was broken off, by whatever, is gone on with by whoever comes next, for 12 hours.
Ends with 0 when all is well, 3 when somebody due was not compared within 24 hours, 1 when it could
not do what was asked, 2 when that could not be understood.
"""

import argparse

from jiaxin.config.at_hand import done_by

OURS = "jiaxin.config.compare_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="run|status|plan")
    acts.required = True
    run_ = acts.add_parser("run", help="compare now, or go on with a run that was broken off")
    run_.add_argument("--slice", type=int, metavar="N", help="people a message (2000)")
    run_.add_argument("--lanes", type=int, metavar="N", help="messages under way at once (3)")
    run_.add_argument(
        "--patience", type=int, metavar="N", help="how often a silent source is tried again (8)"
    )
    status = acts.add_parser("status", help="the newest run, coverage, the oldest comparison")
    plan = acts.add_parser("plan", help="what a run would do now; nothing is asked")
    for act in (run_, status, plan):
        act.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    return done_by(OURS, arguments.act, arguments, needs="Names are sealed by")
