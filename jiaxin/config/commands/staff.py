"""Staff accounts from the operator's side: the first three, and help where nobody can sign in.

  jiaxin staff first         the three administrators: asks for three people, shows three passwords
  jiaxin staff list          every account: sign-in name, role, region, state
  jiaxin staff reset NAME    a new first password; her factors and sign-ins end
  jiaxin staff close NAME    nobody signs in to it again

`first` asks for each person's name and ID number, so that no two of the three are one person; give
them on standard input, one a line, to run it from a script. Each act is on the trail.
"""

import argparse

from jiaxin.config.at_hand import done_by

OURS = "jiaxin.config.staff_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="first|list|reset|close")
    acts.required = True
    acts.add_parser("first", help="the three administrators of a new deployment")
    acts.add_parser("list", help="every account and its state")
    for act, about in (("reset", "a new first password"), ("close", "end an account")):
        acts.add_parser(act, help=about).add_argument("staff_name", metavar="NAME")


def run(arguments: argparse.Namespace) -> int:
    return done_by(OURS, f"{arguments.act}_", arguments, needs="Names are sealed by")
