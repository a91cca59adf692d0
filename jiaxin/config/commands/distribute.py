"""How the tables would lie in a sharded database (Citus), and the statements that lay them so.

  jiaxin distribute --plan            each table, where its rows lie and why; then the statements
  jiaxin distribute --plan --json     the same for programs

Nothing is changed, and no database is asked: the statements are run with psql on the coordinator,
by the tables' owner, while nothing else works there. docs/SCALE.md says when that is worth it.
"""

import argparse
import os

from jiaxin.config.at_hand import done_by


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", required=True, help="print, change nothing")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DATABASE_URL", "postgresql:///not-asked")
    return done_by("jiaxin.config.distribution", "show", arguments)
