"""Try the product: made-up people, made-up departments, everything on this machine.

The first start makes keys, data and the cast; a second one finds them again.

  jiaxin demo                  https://localhost:8443 and http://localhost:8080
  PORT=9443 jiaxin demo        another port
  LAN=1 jiaxin demo            open to the local network; a QR code opens it on a phone
  RESET=1 jiaxin demo          throw the demo's data away and start over
"""

import argparse
import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import segno

from jiaxin.config import running
from jiaxin.config.changes import Changes
from jiaxin.config.places import DEMO_MARK, PROJECT
from jiaxin.config.plan import BadPlan, Plan, plan
from jiaxin.config.postgres import Embedded
from jiaxin.config.screen import say

# A module of that name, run once everything is up: it makes the cast unless it is there, and
# prints who can sign in, and what to do first.
CAST = "jiaxin.config.commands.demo_cast"


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help="start over (as RESET=1 does)")
    parser.add_argument("--reload", action="store_true", help="start parts again when code changes")


def run(arguments: argparse.Namespace) -> int:
    home = Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data" / "demo").absolute()
    wanted = plan(os.environ, mode="demo", home=home)
    if arguments.reset or os.environ.get("RESET", "") not in ("", "0"):
        reset(home)
    claim(home)
    say(f"Jiaxin 家信 — the demo, in {home}")
    running.run(
        wanted,
        lambda run, told: welcome(wanted, run, told),
        Changes().any if arguments.reload else lambda: False,
    )
    return 0


def claim(home: Path) -> None:
    """Mark this home as the demo's; a home with anything else in it is not touched."""
    mark = home / DEMO_MARK
    if mark.exists():
        return
    if home.exists() and any(home.iterdir()):
        raise BadPlan(f"{home} holds something that is not the demo's: choose another JIAXIN_HOME")
    home.mkdir(parents=True, exist_ok=True)
    mark.write_text("Made by `jiaxin demo`, which may throw this folder away.\n")


def reset(home: Path) -> None:
    """Throw the demo's home away, and only a home that the demo made."""
    if not home.exists():
        return
    if not (home / DEMO_MARK).exists():
        raise BadPlan(f"{home} was not made by the demo, so it stays")
    running.refuse_while_up(home)
    apart = Embedded(home).base
    if not apart.is_relative_to(home):
        shutil.rmtree(apart, ignore_errors=True)
    shutil.rmtree(home)
    say("The old demo is thrown away.")


def welcome(wanted: Plan, run: running.Run, told: Mapping[str, str]) -> None:
    """Where to go, who can sign in, what to do first: about ten lines."""
    if find_spec(CAST):
        run.step("the cast", CAST)
    say()
    say(f"  Open   {wanted.public_url}   (the browser warns once: this machine vouches for itself)")
    say(f"  or     http://localhost:{wanted.http_port}   on this machine only, without a warning")
    say(f"  Phone  {wanted.public_url}/sandbox/phone/   shows every text message that is sent")
    say(f"  Cards  {wanted.public_url}/sandbox/   makes a sample ID card with your own face")
    if wanted.lan:
        segno.make(wanted.public_url, error="m").terminal(compact=True)
        say("  Scan it with a phone in the same network, and accept the warning.")
        say("  Passkeys do not work there (they want a trusted name): use PIN and SMS code.")
    say(f"  Logs   {wanted.places.logs}        Ctrl-C ends it; your data stay.")
