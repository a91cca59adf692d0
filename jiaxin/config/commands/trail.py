"""Check the trail: recompute it all from the table, and name the first bad line.

jiaxin trail check
"""

import argparse
import os
from importlib import import_module
from importlib.util import find_spec

import django

from jiaxin.config.at_hand import database
from jiaxin.config.screen import complain, say

CHECK = "jiaxin.trust.audit.check"


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("check",))


def run(arguments: argparse.Namespace) -> int:
    with database(as_owner=False):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        django.setup()
        if find_spec(CHECK) is None:
            complain("this version does not seal the trail yet: nothing to check")
            return 1
        # `run(say)` tells its progress, and answers whether all is well.
        return 0 if import_module(CHECK).run(say) else 1
