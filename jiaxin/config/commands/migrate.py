"""Bring the tables up to date, as the migrating role.

`jiaxin up` does this by itself; alone it serves a deployment whose parts are started elsewhere.
With --plan nothing is changed.
"""

import argparse
import os

import django
from django.core.management import call_command

from jiaxin.config import tables
from jiaxin.config.at_hand import database
from jiaxin.config.screen import complain


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", help="only say what would be done")


def run(arguments: argparse.Namespace) -> int:
    with database(as_owner=True):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        django.setup()
        if arguments.plan:
            call_command("migrate", interactive=False, plan=True)
        else:
            try:
                tables.bring_up_to_date(verbosity=1)
            except tables.NoWebRole as missing:
                complain(str(missing))
                return 1
    return 0
