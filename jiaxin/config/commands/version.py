"""Say which version this is."""

import argparse
import platform
from importlib.metadata import version

from jiaxin.config.screen import say


def describe(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(arguments: argparse.Namespace) -> int:
    say(f"jiaxin {version('jiaxin')}, Python {platform.python_version()}")
    return 0
