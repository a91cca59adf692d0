"""Run the product until Ctrl-C.

Starts the embedded PostgreSQL (unless DATABASE_URL names a server), brings the tables up to date,
then starts faces and cards, the waiting room, the pages, the jobs and the front door, and keeps
each of them up. Logs are in JIAXIN_HOME/log.

  JIAXIN_PUBLIC_URL=https://jiaxin.example.org jiaxin up
  JIAXIN_MODE=demo jiaxin up --reload         for developers: restarts what changed
"""

import argparse
import os
from collections.abc import Mapping

from jiaxin.config import running
from jiaxin.config.changes import Changes
from jiaxin.config.plan import plan
from jiaxin.config.screen import say


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reload", action="store_true", help="start parts again when their code changes"
    )


def run(arguments: argparse.Namespace) -> int:
    wanted = plan(os.environ)

    def welcome(_: running.Run, told: Mapping[str, str]) -> None:
        say(f"\nReady: {wanted.public_url}    Ctrl-C ends it.")

    running.run(wanted, welcome, Changes().any if arguments.reload else lambda: False)
    return 0
